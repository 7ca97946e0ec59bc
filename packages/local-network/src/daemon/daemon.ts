import { messageOf } from '@noctiluca/common/thrown';
import type { LocalNetworkErrorCode } from '../errors.js';
import type { LocalNetworkInit } from '../network/local-network.js';
import { createLocalNetwork } from '../network/local-network.js';
import type { NetworkStep, OnNetworkStep } from '../network/network-step.js';
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
  const network = createLocalNetwork(init, onStep);
  const unlock = await takeLock(init.fluenceDir);
  const stop = async () => {
    try {
      await network.stop(AbortSignal.timeout(STOP_MS));
    } finally {
      life.abort();
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
  const state: LocalState = {
    peers: [...network.peers],
    ipfs: { multiaddr: network.ipfs },
    ...(network.chain && { chain: network.chain }),
    readyMs: Date.now() - calledAtMs,
    pid: process.pid,
    startedAt: new Date(calledAtMs).toISOString(),
  };
  await writeLocalState(init.fluenceDir, state);
  return { state, stop };
}
