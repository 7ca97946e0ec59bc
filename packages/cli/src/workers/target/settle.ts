import { setTimeout as sleep } from 'node:timers/promises';
import { FAILED, INSTALLED } from '@noctiluca/deployment';
import { appendedLogs } from './appended-logs.js';
import type { Installation } from './installation.js';
import type { SpellLog } from './target.js';

/** Between two looks at the worker, the first and the longest: particles are work for both sides. */
const POLL_MS = 200;
const MAX_POLL_MS = 2000;
/** A worker spell that was busy may have missed the trigger. */
const REPEAT_AFTER_POLLS = 8;

export interface SettleInit {
  readonly workerId: string;
  /** The change whose end is waited for; a first installation when undefined. */
  readonly changeId?: string;
  /** The installation before it. */
  readonly before?: Installation;
  readonly timeoutMs: number;
  /** Asks the worker spell to run once more. */
  readonly repeat?: () => Promise<void>;
  /** Told each new line of the worker spell's log. */
  readonly onLog?: (line: SpellLog) => void;
  /** @default setTimeout */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** @default Date.now */
  readonly nowMs?: () => number;
}

/** How an installation ended. */
export interface Settled {
  readonly isInstalled: boolean;
  /** Why not; empty otherwise. */
  readonly reason: string;
  /** What the worker spell logged meanwhile. */
  readonly logs: readonly SpellLog[];
}

/** Waits until the worker spell has installed what it was told, has failed, or time is up. */
export async function settle(
  follow: (workerId: string) => Promise<Installation>,
  init: SettleInit,
): Promise<Settled> {
  const { timeoutMs, onLog, nowMs = Date.now, sleep: pause = sleep } = init;
  const before = init.before?.logs ?? [];
  const deadline = nowMs() + timeoutMs;
  let shown = 0;
  for (let polls = 1; ; polls++) {
    const now = await follow(init.workerId);
    const logs = appendedLogs(before, now.logs);
    for (const line of logs.slice(shown)) onLog?.(line);
    shown = Math.max(shown, logs.length);
    const end = ending(now, init);
    if (end !== undefined) return { ...end, logs };
    if (nowMs() >= deadline) {
      const state = now.state ?? 'NOT_STARTED';
      return {
        isInstalled: false,
        reason: `it is still ${state} after ${Math.round(timeoutMs / 1000)} s`,
        logs,
      };
    }
    if (polls % REPEAT_AFTER_POLLS === 0 && logs.length === 0) await init.repeat?.();
    await pause(Math.min(MAX_POLL_MS, POLL_MS * 1.25 ** (polls - 1), deadline - nowMs()));
  }
}

function ending(
  now: Installation,
  { changeId, before }: SettleInit,
): { isInstalled: boolean; reason: string } | undefined {
  const unhandled = [...now.errors].find(([particleId]) => !before?.errors.has(particleId));
  if (unhandled) return { isInstalled: false, reason: unhandled[1] };
  if (changeId !== undefined && now.applied !== changeId) return undefined;
  if (now.state === INSTALLED) return { isInstalled: true, reason: '' };
  return now.state === FAILED ? { isInstalled: false, reason: now.message } : undefined;
}
