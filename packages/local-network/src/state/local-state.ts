import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { z } from 'zod';
import { LocalNetworkError } from '../errors.js';
import { localPaths } from './paths.js';

const peerSchema = z.object({
  name: z.string(),
  peerId: z.string(),
  /** Multiaddr texts with `/p2p/<id>`; the WebSocket ones are what js-client connects to. */
  multiaddrs: z.array(z.string()),
  /** Address of the HTTP endpoints. */
  http: z.string(),
  managementPeerId: z.string(),
  /** Absolute path of a file with the base64 of the 32-byte seed. */
  managementKeyFile: z.string(),
});

const chainSchema = z.object({
  /** JSON-RPC, for HTTP and WebSocket alike. */
  rpc: z.url(),
  /** Origin of the indexer. */
  indexer: z.url(),
  chainId: z.number(),
  /** How often it was started again since the network is up; absent: never. */
  restarts: z.number().optional(),
  /** Why it is not up, while it is started again. */
  lost: z.string().optional(),
});

const stateSchema = z.object({
  peers: z.array(peerSchema),
  /** RPC of the network's IPFS, a multiaddr; empty in what an earlier version wrote. */
  ipfs: z.object({ multiaddr: z.string() }).default({ multiaddr: '' }),
  /** Absent: there is none. */
  chain: chainSchema.optional(),
  /** Address of the explorer's page; absent in what an earlier version wrote, and where it does not listen. */
  explorer: z.url().optional(),
  /** Milliseconds from the call to all peers ready. */
  readyMs: z.number(),
  /** Process that runs the network. */
  pid: z.number(),
  startedAt: z.string(),
});

/** One peer of a local network, as `local.json` and `local up --json` show it. */
export type LocalPeer = z.infer<typeof peerSchema>;
/** Where the chain of a local network is. */
export type LocalChainState = z.infer<typeof chainSchema>;
/** Content of `.fluence/local.json`. */
export type LocalState = z.infer<typeof stateSchema>;

/**
 * What is said to be up; undefined when nothing is. Whether it still runs is another question (`isUp`).
 * @throws LocalNetworkError `STATE_UNREADABLE`
 */
export async function readLocalState(fluenceDir: string): Promise<LocalState | undefined> {
  const file = localPaths(fluenceDir).state;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw new LocalNetworkError('STATE_UNREADABLE', `Cannot read ${file}`, { cause });
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new LocalNetworkError(
      'STATE_UNREADABLE',
      `${file} is damaged; delete it if no local network is running`,
      { cause },
    );
  }
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export async function writeLocalState(fluenceDir: string, state: LocalState): Promise<void> {
  const file = localPaths(fluenceDir).state;
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(state, null, 2)}\n`);
  await rename(temporary, file);
}

export async function removeLocalState(fluenceDir: string): Promise<void> {
  await rm(localPaths(fluenceDir).state, { force: true });
}

/** Whether the network of a state answers: the first peer's HTTP endpoint gives its peer id. */
export async function isUp(state: LocalState, timeoutMs = 1000): Promise<boolean> {
  const first = state.peers[0];
  if (first === undefined) return false;
  try {
    const response = await fetch(`${first.http}/peer_id`, { signal: AbortSignal.timeout(timeoutMs) });
    const body: unknown = await response.json();
    return (body as { peer_id?: unknown }).peer_id === first.peerId;
  } catch {
    return false;
  }
}
