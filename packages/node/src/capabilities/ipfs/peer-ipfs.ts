import type { WorkerDeploymentsComponents } from '@noctiluca/deployment/peer';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import type { NodeConfig } from '../../config/node-config.js';

/** Where its RPC is, and how files come from it. */
export type PeerIpfs = Pick<WorkerDeploymentsComponents, 'ipfs' | 'fetch'>;

/** The IPFS that a peer and its services use: a process beside it, asked when somebody needs a file. */
export function peerIpfs({ settings }: NodeConfig): PeerIpfs {
  const { local_api_multiaddr: api } = settings.system_services.aqua_ipfs;
  return {
    ipfs: () => api,
    fetch: (cid, maxBytes, signal) => createKuboClient({ api }).cat(cid, { maxBytes, signal }),
  };
}
