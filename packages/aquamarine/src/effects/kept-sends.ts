import { BoundedMap } from '@noctiluca/common/bounded-map';
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
export class KeptSends<J extends QueuedSend> {
  readonly #init: KeptSendsInit;
  readonly #clock: Clock;
  readonly #giveUp: (job: J) => void;
  /** Those that arrived last at the end. */
  readonly #known = new BoundedMap<string, true>(MAX_KNOWN_PEERS);
  readonly #kept = new Map<string, J[]>();
  readonly #shares = new LargestFirst<J>();
  #bytes = 0;
  #count = 0;
  #cancelSweep: (() => void) | undefined;

  /** @param giveUp told of each particle whose time is over, and of all at the end */
  constructor(init: KeptSendsInit, clock: Clock, giveUp: (job: J) => void) {
    this.#init = init;
    this.#clock = clock;
    this.#giveUp = giveUp;
  }

  get count(): number {
    return this.#count;
  }

  /** A peer is connected. @returns what was kept for it, in its order; it is kept no longer */
  arrived(peerId: string): readonly J[] {
    this.#known.set(peerId, true);
    return this.#take(peerId);
  }

  /** False when the peer was never here, or there is no room: the particle is then the caller's to give up. */
  keep(job: J): boolean {
    const { maxPerPeer, maxBytesPerPeer } = this.#init;
    const before = this.#kept.get(job.peerId) ?? [];
    const isKnown = before.length > 0 || this.#known.has(job.peerId);
    if (!isKnown || before.length >= maxPerPeer) return false;
    if (sizeOf(...before, job) > maxBytesPerPeer || !this.#makeRoom(job)) return false;
    // Some of them may have given way.
    const jobs = this.#kept.get(job.peerId) ?? [];
    jobs.push(job);
    this.#kept.set(job.peerId, jobs);
    this.#account(job, 1);
    this.#arm();
    return true;
  }

  /** Gives all up. */
  clear(): void {
    this.#cancelSweep?.();
    this.#cancelSweep = undefined;
    for (const peerId of [...this.#kept.keys()]) {
      for (const job of this.#take(peerId)) this.#giveUp(job);
    }
  }

  /** Authors share what room there is: whoever has most kept gives way. */
  #makeRoom(job: J): boolean {
    while (this.#bytes + sizeOf(job) > this.#init.maxBytes) {
      const other = this.#shares.toGiveWay(job.particle.initPeerId, sizeOf(job));
      if (other === undefined) return false;
      const jobs = this.#kept.get(other.peerId)?.filter((one) => one !== other) ?? [];
      if (jobs.length > 0) this.#kept.set(other.peerId, jobs);
      else this.#kept.delete(other.peerId);
      this.#account(other, -1);
      this.#giveUp(other);
    }
    return true;
  }

  #take(peerId: string): J[] {
    const jobs = this.#kept.get(peerId) ?? [];
    this.#kept.delete(peerId);
    for (const job of jobs) this.#account(job, -1);
    return jobs;
  }

  #account(job: J, sign: 1 | -1): void {
    this.#bytes += sign * sizeOf(job);
    this.#count += sign;
    if (sign === 1) this.#shares.add(job.particle.initPeerId, job, sizeOf(job));
    else this.#shares.remove(job.particle.initPeerId, job);
  }

  #arm(): void {
    this.#cancelSweep ??= this.#clock.schedule(() => this.#sweep(), KEPT_SWEEP_MS);
  }

  /** One timer for all: they are few, and may be a moment late. */
  #sweep(): void {
    this.#cancelSweep = undefined;
    const nowMs = this.#clock.nowMs();
    for (const peerId of [...this.#kept.keys()]) {
      for (const job of this.#take(peerId)) if (job.deadlineMs < nowMs || !this.keep(job)) this.#giveUp(job);
    }
    if (this.#count > 0) this.#arm();
  }
}

export function createKeptSends<J extends QueuedSend>(
  init: KeptSendsInit,
  clock: Clock,
  giveUp: (job: J) => void,
): KeptSends<J> {
  return new KeptSends(init, clock, giveUp);
}

/** Bytes of what is kept for it. */
export function sizeOf(...jobs: readonly QueuedSend[]): number {
  return jobs.reduce((sum, { particle }) => sum + particle.data.length + textBytes(particle.script), 0);
}
