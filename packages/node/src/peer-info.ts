import type { PeerInfo } from '@noctiluca/host';
import type { Network } from '@noctiluca/network';
import type { NodeConfig } from './config/node-config.js';
import { AVM_VERSION, NODE_VERSION, VERSIONS } from './version.js';

/**
 * What `peer.identify` tells (spec/nox.md §3.1): the addresses that the operator gave. A peer that was given none has its
 * listeners' here, where upstream has nothing: on one machine they are what others reach it at.
 */
export function peerInfo(
  { announceAddresses, settings }: Pick<NodeConfig, 'announceAddresses' | 'settings'>,
  network: Pick<Network, 'listenAddresses'>,
): PeerInfo {
  const listening = () => network.listenAddresses().map((address) => address.replace(/\/p2p\/[^/]+$/, ''));
  const binaries = Object.values(settings.effectors).flatMap((effector) =>
    Object.values(effector.allowed_binaries),
  );
  return {
    externalAddresses: announceAddresses.length > 0 ? announceAddresses : listening(),
    nodeVersion: NODE_VERSION,
    airVersion: AVM_VERSION,
    spellVersion: VERSIONS.spell,
    allowedBinaries: [...new Set(binaries)],
  };
}
