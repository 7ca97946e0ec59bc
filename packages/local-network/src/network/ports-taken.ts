import path from 'node:path';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';
import { type LocalState, readLocalState } from '../state/local-state.js';
import { FIRST_HTTP_PORT } from '../state/well-known-peers.js';

/** How long a peer on this machine may take to say whose it is, milliseconds. */
const ASK_MS = 1000;

/** A network that has ports which another one wants. */
export interface PortHolder {
  /** Folder of its project. */
  readonly project: string;
  /** The process that runs it. */
  readonly pid: number;
}

/** Whether a peer did not start because of its ports; one in a process of its own tells it by words only. */
export const isPortTaken = (cause: unknown): boolean => /EADDRINUSE/.test(messageOf(cause));

/**
 * The error of a network that finds its ports taken. It says whose they are when a peer of ours answers there.
 * @param count how many peers the network was to have
 * @param isOwn whether a peer is one of this network's
 */
export async function portsTaken(
  count: number,
  isOwn: (holder: PortHolder) => boolean,
  cause: unknown,
): Promise<LocalNetworkError> {
  const port = /(?:127\.0\.0\.1|localhost):(\d+)/.exec(messageOf(cause))?.[1];
  const what = port === undefined ? 'A port of this network is' : `Port ${port} is`;
  const isOfChain = codeOf(cause) === 'PORT_UNAVAILABLE';
  const holder = await holderOf(count, isOwn, isOfChain ? port : undefined);
  const text =
    holder === undefined
      ? `${what} taken by another program.`
      : `${what} taken by the local network of ${holder.project} (process ${holder.pid}); "fluence local down" there ends it.`;
  const advice = '"fluence local up --free-ports" takes ports that are free';
  const orElse = isOfChain ? ', "--no-chain" does without the chain' : '';
  return new LocalNetworkError('PORTS_TAKEN', `${text} ${advice}${orElse}`, { cause });
}

/** Asks the peers that listen where those of this network would. @param chainPort that the chain is to listen at */
async function holderOf(
  count: number,
  isOwn: (holder: PortHolder) => boolean,
  chainPort: string | undefined,
): Promise<PortHolder | undefined> {
  const asked = await Promise.all(Array.from({ length: count }, (_, i) => peerAt(FIRST_HTTP_PORT + i)));
  const peer = asked.find((each) => each !== undefined && !isOwn(each));
  if (peer === undefined) return undefined;
  const state = await readLocalState(path.join(peer.project, '.fluence')).catch(() => undefined);
  if (chainPort !== undefined && !hasChainAt(chainPort, state)) return undefined;
  // Peers in processes of their own have a parent, which is the one to end.
  return { project: peer.project, pid: state?.pid ?? peer.pid };
}

function hasChainAt(port: string, state: LocalState | undefined): boolean {
  const { rpc, indexer } = state?.chain ?? {};
  return [rpc, indexer].some((url) => url !== undefined && new URL(url).port === port);
}

async function peerAt(port: number): Promise<PortHolder | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/describe`, {
      signal: AbortSignal.timeout(ASK_MS),
    });
    return holderIn(await response.json());
  } catch {
    return undefined;
  }
}

/**
 * Whose a peer is, by its own description: one of a local network has its store under `<project>/.fluence/local/<name>`.
 * @returns undefined for a description of anything else
 */
export function holderIn(description: unknown): PortHolder | undefined {
  const { process, children } = description as {
    process: { pid: number };
    children: { name: string; details: { dir: string } }[];
  };
  const dir = children.find(({ name }) => name === 'store')?.details.dir ?? '';
  const project = /^(.*)[/\\]\.fluence[/\\]local[/\\][^/\\]+[/\\]/.exec(dir)?.[1];
  return project === undefined ? undefined : { project, pid: process.pid };
}
