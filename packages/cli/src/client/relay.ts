import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import { CliError } from '../errors.js';
import { calledSo, customEnvPeers, localEnvPeers, namesOf } from './env-peers.js';

/** Multiaddr js-client can dial: WebSocket, with the peer id. */
const RELAY_MULTIADDR = /^\/.+\/wss?\/p2p\/[1-9A-HJ-NP-Za-km-z]{40,64}$/;

/**
 * The relay a client connects through.
 * @param wanted a WebSocket multiaddr, a name `nox-<index>`, an alias `local-<index>`, a peer id, or nothing for any peer of the
 *   local network
 * @throws CliError `RELAY_UNKNOWN`, `NO_LOCAL_NETWORK`
 */
export async function resolveRelay(fluenceDir: string, wanted: string | undefined): Promise<string> {
  if (wanted?.startsWith('/')) {
    if (RELAY_MULTIADDR.test(wanted)) return wanted;
    throw new CliError(
      'RELAY_UNKNOWN',
      `${wanted} is no relay: expected /ip4/127.0.0.1/tcp/9991/ws/p2p/12D3Koo…`,
    );
  }
  const peers = localEnvPeers(await localPeers(fluenceDir));
  const any = peers[Math.floor(Math.random() * peers.length)]!;
  const peer = wanted === undefined ? any : calledSo(peers, wanted);
  if (peer?.local) return webSocketAddress(peer.local);
  throw new CliError('RELAY_UNKNOWN', `No relay "${wanted}": use a multiaddr or ${namesOf(peers)}`);
}

/**
 * The relay of a project's own network.
 * @param wanted an alias `custom-<index>` or a peer id, or nothing for any of them
 * @param relays `customFluenceEnv.relays`
 * @throws CliError `RELAY_UNKNOWN`
 */
export function customRelay(relays: readonly string[], wanted: string | undefined): string {
  const peers = customEnvPeers(relays);
  const any = peers[Math.floor(Math.random() * peers.length)];
  const relay = (wanted === undefined ? any : calledSo(peers, wanted))?.address;
  if (relay !== undefined) return relay;
  const known = namesOf(peers);
  throw new CliError(
    'RELAY_UNKNOWN',
    known === ''
      ? 'The environment "custom" has no relays: list them under customFluenceEnv in fluence.yaml'
      : `No relay "${wanted}": use a multiaddr or ${known}`,
  );
}

/** @throws CliError `NO_LOCAL_NETWORK` */
export async function localPeers(fluenceDir: string): Promise<readonly LocalPeer[]> {
  const state = await readLocalState(fluenceDir);
  if (state && state.peers.length > 0) return state.peers;
  throw new CliError(
    'NO_LOCAL_NETWORK',
    'No local network is up. Start one with "fluence local up", or name a --relay',
  );
}

/** The address of a peer that js-client can dial. @throws CliError `RELAY_UNKNOWN` */
export function webSocketAddress(peer: LocalPeer): string {
  const address = peer.multiaddrs.find((text) => text.includes('/ws'));
  if (address) return address;
  throw new CliError('RELAY_UNKNOWN', `Peer ${peer.name} listens on no WebSocket address`);
}
