import { existsSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { PAGE_FOLDER } from '@noctiluca/explorer';
import { EXPLORER_PORT } from '../constants.js';
import type { LocalNetworkErrorCode } from '../errors.js';
import { type ExplorerServer, startExplorer } from '../explorer/server.js';
import type { LocalNetworkInit } from '../network/local-network.js';
import { createLocalNetwork } from '../network/local-network.js';
import type { NetworkStep, OnNetworkStep } from '../network/network-step.js';
import { runSequentially } from '../network/run-sequentially.js';
import { type LocalState, removeLocalState, writeLocalState } from '../state/local-state.js';
import { takeLock } from './network-lock.js';

/** Messages between the command line and the background process of a local network. */
export type DaemonMessage =
  | { readonly kind: 'start'; readonly init: LocalNetworkInit; readonly calledAtMs: number }
  | { readonly kind: 'step'; readonly step: NetworkStep }
  | { readonly kind: 'ready'; readonly state: LocalState }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: LocalNetworkErrorCode };

/** Time the peers get to end before the process ends anyway. */
const STOP_MS = 15_000;

/**
 * Runs a local network in this process until it is told to end, and keeps `.fluence/local.json` true meanwhile.
 * @param calledAtMs when the user asked for it, for `readyMs`
 * @param onStep told what comes up
 * @throws LocalNetworkError `ALREADY_UP`, and as `createLocalNetwork`
 */
export async function runLocalNetwork(
  init: LocalNetworkInit,
  calledAtMs: number,
  onStep?: OnNetworkStep,
): Promise<{ state: LocalState; stop: () => Promise<void> }> {
  const life = new AbortController();
  let writing: Promise<void> = Promise.resolve();
  let isReady = false;
  const network = createLocalNetwork(init, {
    onChange: () => void write().catch((error: unknown) => console.error(error)),
    ...(onStep && { onStep }),
  });
  const unlock = await takeLock(init.fluenceDir);
  let explorer: ExplorerServer | undefined;
  const stop = async () => {
    try {
      await runSequentially([() => explorer?.stop(), () => network.stop(AbortSignal.timeout(STOP_MS))]);
    } finally {
      life.abort();
      await writing;
      await removeLocalState(init.fluenceDir);
      await unlock();
    }
  };
  try {
    await network.start(life.signal);
  } catch (cause) {
    await stop().catch((error: unknown) => {
      throw new AggregateError([cause, error], messageOf(cause), { cause });
    });
    throw cause;
  }
  const startedAt = new Date(calledAtMs).toISOString();
  explorer = await startExplorer(init.freePorts ? 0 : EXPLORER_PORT, {
    network: () => ({
      ...{ name: path.dirname(init.fluenceDir), startedAt },
      ...{ peers: network.peers, ipfs: network.ipfs, chain: network.chain },
    }),
    page: () => (existsSync(PAGE_FOLDER) ? PAGE_FOLDER : undefined),
  }).catch((error: unknown) => {
    // The network is of use without.
    console.error(`The explorer does not listen: ${messageOf(error)}`);
    return undefined;
  });
  const readyMs = Date.now() - calledAtMs;
  const stateNow = (): LocalState => ({
    peers: [...network.peers],
    ipfs: { multiaddr: network.ipfs },
    ...(network.chain && { chain: network.chain }),
    ...(explorer && { explorer: explorer.url }),
    ...{ readyMs, pid: process.pid, startedAt },
  });
  const state = stateNow();
  isReady = true;
  await write();
  return { state, stop };

  /** One after the other; after the end there is no file any more. */
  function write(): Promise<void> {
    const written = writing.then(async () => {
      if (isReady && !life.signal.aborted) await writeLocalState(init.fluenceDir, stateNow());
    });
    writing = written.catch(() => {});
    return written;
  }
}
