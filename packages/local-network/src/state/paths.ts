import path from 'node:path';

/**
 * Files of a local network under a project's `.fluence/`:
 *
 * ```
 * .fluence/
 *   local.lock                      process that runs the network, also while it starts
 *   local.json                      what is up: pid, peers, ports (absent when nothing is)
 *   secrets/nox-0.txt …             a project's own peer keys, used when present
 *   ipfs/                           blocks and pins of the network's IPFS, ipfs.key
 *   local/
 *     management.txt                base64 seed of the key that administers every peer, 0600
 *     daemon.log                    what the background process said
 *     chain/                        the local chain, when there is one
 *     nox-0/ nox-1/ …               one peer: nox.log, persistent/, ephemeral/
 * ```
 */
export function localPaths(fluenceDir: string) {
  const local = path.join(fluenceDir, 'local');
  return {
    state: path.join(fluenceDir, 'local.json'),
    lock: path.join(fluenceDir, 'local.lock'),
    secrets: path.join(fluenceDir, 'secrets'),
    ipfs: path.join(fluenceDir, 'ipfs'),
    local,
    managementKey: path.join(local, 'management.txt'),
    chain: path.join(local, 'chain'),
    daemonLog: path.join(local, 'daemon.log'),
    peer: (name: string) => path.join(local, name),
    peerLog: (name: string) => path.join(local, name, 'nox.log'),
  };
}

/** Name of peer number `index`, as upstream calls its containers. */
export const peerName = (index: number): string => `nox-${index}`;
