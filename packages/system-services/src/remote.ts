/**
 * A remote peer as a target of the deployer, by compiled Aqua scripts over a client. An entry point of its own, so that
 * a peer does not load one.
 *
 * ```ts
 * import { apply, defaultPackages, desiredAliases, desiredState, plan } from '@noctiluca/system-services';
 * import { remotePeer } from '@noctiluca/system-services/remote';
 *
 * const peer = remotePeer(client, peerId); // a connected client whose key administers the peer
 * const { packages, ...options } = await peer.settings();
 * const desired = desiredState(defaultPackages(packages), options);
 * const observed = await peer.target.observe(desiredAliases(desired));
 * await apply(plan(desired, observed), peer.target, { life: observed.life, signal, now: Date.now });
 * ```
 *
 * @packageDocumentation
 */
export { type RemotePeer, remotePeer } from './remote/remote-target.js';
