import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '@noctiluca/common/thrown';
import { told } from '../chain/told.js';
import type { WorkerReport } from '../workers/report.js';
import type { DealStage } from './stage.js';
import { type AwaitedDeal, WorkerWatch } from './worker-watch.js';

/** Between two looks, the first and the longest, milliseconds: a request to the chain, and one to each peer that is not done. */
const POLL_MS = 50;
const MAX_POLL_MS = 1000;
const GROWTH = 1.3;

/**
 * Until all workers that a deal is matched with are registered and installed, have failed, or time is up. A chain that does not
 * answer may be on its way up again.
 * @throws CliError `NO_CHAIN` when it did not answer to the end, `CHAIN_REFUSED`
 */
export async function awaitWorkers(stage: DealStage, deal: AwaitedDeal): Promise<WorkerReport[]> {
  const deadline = performance.now() + stage.timeoutMs;
  const watches = new Map<string, WorkerWatch>();
  for (let pauseMs = POLL_MS; ; pauseMs = Math.min(pauseMs * GROWTH, MAX_POLL_MS)) {
    const isLate = performance.now() >= deadline;
    const isTold = await look(stage, deal, watches).then(
      () => true,
      (error: unknown) => {
        if (isLate || !hasCode(error, 'NO_CHAIN')) throw error;
        return false;
      },
    );
    const all = [...watches.values()];
    if (isLate || (isTold && all.every(({ isSettled }) => isSettled)))
      return Promise.all(all.map((watch) => watch.report()));
    await sleep(Math.min(pauseMs, Math.max(0, deadline - performance.now())));
  }
}

async function look(stage: DealStage, deal: AwaitedDeal, watches: Map<string, WorkerWatch>): Promise<void> {
  const { kit, rpc } = stage.chain;
  const rows = await told(kit.workersOfDeal(rpc, deal.dealId));
  for (const { hostId } of rows)
    if (!watches.has(hostId)) watches.set(hostId, new WorkerWatch(stage, deal, hostId));
  // A unit may be taken out of the deal meanwhile.
  for (const hostId of watches.keys()) if (!rows.some((row) => row.hostId === hostId)) watches.delete(hostId);
  await Promise.all(rows.map(({ hostId, workerId }) => watches.get(hostId)!.look(workerId)));
}
