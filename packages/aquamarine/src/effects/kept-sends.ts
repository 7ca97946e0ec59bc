import type { Clock } from '@noctiluca/common/clock';
import { LargestFirst } from '../admission/largest-first.js';
import { KEPT_SWEEP_MS, MAX_KNOWN_PEERS } from '../constants.js';
import { textBytes } from '../text-bytes.js';
import type { QueuedSend } from './send-queue.js';

export interface KeptSendsInit {
  /** Particles kept for one peer. */
  readonly maxPerPeer: number;
  /** Bytes of their data and scripts. */
  readonly maxBytesPerPeer: number;
  /** Those of all peers. */
  readonly maxBytes: number;
}

/** Particles for peers that were here and are gone, until they come back or the particle's time is over. */
export interface KeptSends<J extends QueuedSend> {
  /** False when the peer was never here, or there is no room: the particle is then the caller's to give up. */
  keep(job: J): boolean;
  /** A peer is connected. @returns what was kept for it, in its order; it is kept no longer */
  arrived(peerId: string): readonly J[];
  /** Gives all up. */
  clear(): void;
  readonly count: number;
}

/** @param giveUp told of each particle whose time is over, and of all at the end */
export function createKeptSends<J extends QueuedSend>(
  { maxPerPeer, maxBytesPerPeer, maxBytes }: KeptSendsInit,
  clock: Clock,
  giveUp: (job: J) => void,
): KeptSends<J> {
  /** Those that arrived last at the end. */
  const known = new Set<string>();
  const kept = new Map<string, J[]>();
  const shares = new LargestFirst<J>();
  let bytes = 0;
  let count = 0;
  let cancelSweep: (() => void) | undefined;

  function arrived(peerId: string): J[] {
    known.delete(peerId);
    known.add(peerId);
    const [oldest] = known;
    if (known.size > MAX_KNOWN_PEERS && oldest !== undefined) known.delete(oldest);
    return take(peerId);
  }

  function keep(job: J): boolean {
    const before = kept.get(job.peerId) ?? [];
    const isKnown = before.length > 0 || known.has(job.peerId);
    if (!isKnown || before.length >= maxPerPeer) return false;
    if (sizeOf(...before, job) > maxBytesPerPeer || !makeRoom(job)) return false;
    // Some of them may have given way.
    const jobs = kept.get(job.peerId) ?? [];
    jobs.push(job);
    kept.set(job.peerId, jobs);
    account(job, 1);
    cancelSweep ??= clock.schedule(sweep, KEPT_SWEEP_MS);
    return true;
  }

  /** Authors share what room there is: whoever has most kept gives way. */
  function makeRoom(job: J): boolean {
    while (bytes + sizeOf(job) > maxBytes) {
      const other = shares.toGiveWay(job.particle.initPeerId, sizeOf(job));
      if (other === undefined) return false;
      const jobs = kept.get(other.peerId)?.filter((one) => one !== other) ?? [];
      if (jobs.length > 0) kept.set(other.peerId, jobs);
      else kept.delete(other.peerId);
      account(other, -1);
      giveUp(other);
    }
    return true;
  }

  function take(peerId: string): J[] {
    const jobs = kept.get(peerId) ?? [];
    kept.delete(peerId);
    for (const job of jobs) account(job, -1);
    return jobs;
  }

  function account(job: J, sign: 1 | -1): void {
    bytes += sign * sizeOf(job);
    count += sign;
    if (sign === 1) shares.add(job.particle.initPeerId, job, sizeOf(job));
    else shares.remove(job.particle.initPeerId, job);
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

/** Bytes of what is kept for it. */
export function sizeOf(...jobs: readonly QueuedSend[]): number {
  return jobs.reduce((sum, { particle }) => sum + particle.data.length + textBytes(particle.script), 0);
}
