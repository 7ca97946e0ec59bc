import path from 'node:path';
import { createKuboRpc, IpfsStore, KUBO_RPC_PORT } from '@noctiluca/ipfs';
import type { NodeService } from '@noctiluca/lifecycle';
import { readOrCreateKeyFile } from '@noctiluca/node';
import { localPaths } from '../state/paths.js';
import { runSequentially } from './run-sequentially.js';

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
  /** The last one stops first. */
  const running: NodeService[] = [];
  let starting: Promise<void> = Promise.resolve();

  async function bringUp(signal: AbortSignal): Promise<void> {
    const dir = localPaths(fluenceDir).ipfs;
    const { peerId } = await readOrCreateKeyFile(path.join(dir, 'ipfs.key'));
    const store = new IpfsStore({ dir });
    const port = freePorts ? 0 : KUBO_RPC_PORT;
    const rpc = createKuboRpc({ port, otherPortIfTaken: true }, { store, peerId });
    for (const part of [store, rpc]) {
      signal.throwIfAborted();
      running.unshift(part);
      await part.start(signal);
    }
    multiaddr = rpc.multiaddr;
  }

  return {
    name: 'ipfs',
    get multiaddr() {
      return multiaddr;
    },
    start(signal) {
      if (api === undefined) starting = bringUp(signal);
      return starting;
    },
    async stop(signal) {
      // A start that others gave up may still open its port.
      await starting.catch(() => {});
      await runSequentially(running.splice(0).map((part) => () => part.stop(signal)));
    },
    describe: () => ({ multiaddr, own: api === undefined }),
  };
}
