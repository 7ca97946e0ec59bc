import path from 'node:path';
import { createKuboRpc, IpfsStore, KUBO_RPC_PORT } from '@noctiluca/ipfs';
import type { NodeService } from '@noctiluca/lifecycle';
import { readOrCreateKeyFile } from '@noctiluca/node';
import { localPaths } from './paths.js';

export interface LocalIpfsInit {
  readonly fluenceDir: string;
  /** RPC of a daemon of the user; nothing is started then. */
  readonly api?: string;
  readonly freePorts: boolean;
}

/** What the network's peers and the command line upload to and read from. */
export interface LocalIpfs extends NodeService {
  /** Multiaddr of the RPC; empty before start. */
  readonly multiaddr: string;
}

/** A user's own IPFS daemon, or files under `.fluence/ipfs` behind the same RPC. */
export function createLocalIpfs({ fluenceDir, api, freePorts }: LocalIpfsInit): LocalIpfs {
  let multiaddr = api ?? '';
  let running: NodeService[] = [];
  return {
    name: 'ipfs',
    get multiaddr() {
      return multiaddr;
    },
    async start(signal) {
      if (api !== undefined) return;
      const dir = localPaths(fluenceDir).ipfs;
      const { peerId } = await readOrCreateKeyFile(path.join(dir, 'ipfs.key'));
      const store = new IpfsStore({ dir });
      const rpc = createKuboRpc(
        { port: freePorts ? 0 : KUBO_RPC_PORT, otherPortIfTaken: true },
        { store, peerId },
      );
      for (const part of [store, rpc]) {
        await part.start(signal);
        running.unshift(part);
      }
      multiaddr = rpc.multiaddr;
    },
    async stop(signal) {
      const parts = running;
      running = [];
      for (const part of parts) await part.stop(signal);
    },
    describe: () => ({ multiaddr, own: api === undefined }),
  };
}
