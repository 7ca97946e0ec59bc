import type { Clock } from '../clock.js';
import { KEPT_SWEEP_MS, MAX_KNOWN_PEERS } from '../constants.js';
import type { SendJob } from './send-queue.js';

export interface KeptSendsInit {
  /** Particles kept for one peer. */
  readonly maxPerPeer: number;
  /** Bytes of their data and scripts. */
  readonly maxBytesPerPeer: number;
  /** Those of all peers. */
  readonly maxBytes: number;
}

/** Particles for peers that were here and are gone, until they come back or the particle's time is over. */
export interface KeptSends {
  /** False when the peer was never here, or there is no room: the particle is then the caller's to give up. */
  keep(job: SendJob): boolean;
  /** A peer is connected. @returns what was kept for it, in its order; it is kept no longer */
  arrived(peerId: string): readonly SendJob[];
  /** Gives all up. */
  clear(): void;
  readonly count: number;
}

/** @param giveUp told of each particle whose time is over, and of all at the end */
export function createKeptSends(
  { maxPerPeer, maxBytesPerPeer, maxBytes }: KeptSendsInit,
  clock: Clock,
  giveUp: (job: SendJob) => void,
): KeptSends {
  /** Those that arrived last at the end. */
  const known = new Set<string>();
  const kept = new Map<string, SendJob[]>();
  let bytes = 0;
  let count = 0;
  let cancelSweep: (() => void) | undefined;

  function arrived(peerId: string): SendJob[] {
    known.delete(peerId);
    known.add(peerId);
    const [oldest] = known;
    if (known.size > MAX_KNOWN_PEERS && oldest !== undefined) known.delete(oldest);
    return take(peerId);
  }

  function keep(job: SendJob): boolean {
    const jobs = kept.get(job.peerId) ?? [];
    const isKnown = jobs.length > 0 || known.has(job.peerId);
    if (!isKnown || jobs.length >= maxPerPeer) return false;
    if (sizeOf(...jobs, job) > maxBytesPerPeer || bytes + sizeOf(job) > maxBytes) return false;
    jobs.push(job);
    kept.set(job.peerId, jobs);
    account(job, 1);
    cancelSweep ??= clock.schedule(sweep, KEPT_SWEEP_MS);
    return true;
  }

  function take(peerId: string): SendJob[] {
    const jobs = kept.get(peerId) ?? [];
    kept.delete(peerId);
    for (const job of jobs) account(job, -1);
    return jobs;
  }

  function account(job: SendJob, sign: 1 | -1): void {
    bytes += sign * sizeOf(job);
    count += sign;
  }

  /** One timer for all: they are few, and may be a moment late. */
  function sweep(): void {
    cancelSweep = undefined;
    const nowMs = clock.nowMs();
    for (const peerId of [...kept.keys()]) {
      for (const job of take(peerId)) if (job.deadlineMs < nowMs || !keep(job)) giveUp(job);
    }
    if (count > 0) cancelSweep ??= clock.schedule(sweep, KEPT_SWEEP_MS);
  }

  function clear(): void {
    cancelSweep?.();
    cancelSweep = undefined;
    for (const peerId of [...kept.keys()]) for (const job of take(peerId)) giveUp(job);
  }

  return {
    keep,
    arrived,
    clear,
    get count() {
      return count;
    },
  };
}

function sizeOf(...jobs: readonly SendJob[]): number {
  return jobs.reduce((sum, { particle }) => sum + particle.data.length + particle.script.length, 0);
}
