import { createFifo } from '@noctiluca/common/fifo';
import {
  isSpellParticle,
  type ParticleOutcome,
  type ParticleSummary,
  type TraceEntry,
  type TraceEvent,
} from '@noctiluca/particle';
import { MAX_ENTRIES_OF_PARTICLE } from '../constants.js';
import { entryBytes } from './bounded-event.js';

/** What a particle without its entries is taken to weigh, bytes. */
const PARTICLE_BYTES = 512;

/** What is kept of one particle: its last entries, and what is told of it in lists. */
export class ParticleTrace {
  readonly particleId: string;
  readonly #entries = createFifo<TraceEntry>();
  /** Who pays: the neighbour that brought it until it is known to be its author's. */
  owner: string;
  bytes: number;
  #author:
    | { readonly id: string; readonly script: string; readonly deadlineMs: number; readonly ttlMs: number }
    | undefined;
  #first: TraceEntry | undefined;
  #last: TraceEntry | undefined;
  #failure: { readonly seq: number; readonly reason: string } | undefined;
  #returnedSeq = 0;
  readonly #counts = { runs: 0, calls: 0, failedCalls: 0, sends: 0, drops: 0, wantedCalls: 0 };

  constructor(particleId: string, owner: string) {
    this.particleId = particleId;
    this.owner = owner;
    this.bytes = PARTICLE_BYTES + particleId.length;
  }

  get size(): number {
    return this.#entries.size;
  }

  get author(): string | undefined {
    return this.#author?.id;
  }

  get lastSeq(): number {
    return this.#last?.seq ?? 0;
  }

  /** @returns bytes that it weighs more */
  add(entry: TraceEntry): number {
    const before = this.bytes;
    this.#entries.push(entry);
    this.bytes += entryBytes(entry);
    this.#first ??= entry;
    this.#last = entry;
    this.#count(entry);
    if (this.#entries.size > MAX_ENTRIES_OF_PARTICLE) this.#forgetOldest();
    return this.bytes - before;
  }

  /** Forgets its oldest entries. @returns bytes that it weighs less; with no entry left it is to go */
  shrink(bytes: number): number {
    const before = this.bytes;
    while (before - this.bytes < bytes && this.#entries.size > 0) this.#forgetOldest();
    return before - this.bytes;
  }

  entries(): TraceEntry[] {
    const all = this.#entries.drain();
    for (const entry of all) this.#entries.push(entry);
    return all;
  }

  summary(nowMs: number): ParticleSummary {
    const { wantedCalls: _wanted, ...counts } = this.#counts;
    const outcome = this.#outcome(nowMs);
    const author = this.#author;
    return {
      particleId: this.particleId,
      ...(author && { author: author.id, script: author.script, ttlMs: author.ttlMs }),
      isSpell: isSpellParticle(this.particleId),
      seq: this.#first?.seq ?? 0,
      lastSeq: this.lastSeq,
      fromUs: this.#first?.atUs ?? 0,
      toUs: this.#last?.atUs ?? 0,
      outcome,
      ...(outcome === 'failed' && { reason: this.#failure!.reason }),
      ...counts,
      entries: this.size,
    };
  }

  #forgetOldest(): void {
    const oldest = this.#entries.shift();
    if (oldest !== undefined) this.bytes -= entryBytes(oldest);
  }

  #count(entry: TraceEntry): void {
    const counts = this.#counts;
    const failure = failureOf(entry);
    if (failure !== undefined) this.#failure = { seq: entry.seq, reason: failure };
    switch (entry.kind) {
      case 'arrived':
        this.#author ??= {
          id: entry.initPeerId,
          script: entry.script,
          ttlMs: entry.ttlMs,
          deadlineMs: entry.timestamp + entry.ttlMs,
        };
        return;
      case 'interpreted':
        counts.runs++;
        counts.wantedCalls += entry.calls;
        return;
      case 'called':
        counts.calls++;
        if (entry.retCode !== 0) counts.failedCalls++;
        return;
      case 'sent':
        counts.sends++;
        if (entry.to === this.author) this.#returnedSeq = entry.seq;
        return;
      case 'dropped':
        counts.drops++;
    }
  }

  #outcome(nowMs: number): ParticleOutcome {
    const { runs, calls, sends, wantedCalls } = this.#counts;
    if (this.#failure !== undefined && this.#failure.seq > this.#returnedSeq) return 'failed';
    if (this.#returnedSeq > 0) return 'returned';
    if (wantedCalls > calls || runs === 0) return this.#isOver(nowMs) ? 'expired' : 'running';
    return sends > 0 ? 'sent-on' : 'done';
  }

  #isOver(nowMs: number): boolean {
    return this.#author !== undefined && nowMs > this.#author.deadlineMs;
  }
}

/** Why it went no further there, if so. A call that failed is the script's affair. */
function failureOf(event: TraceEvent): string | undefined {
  if (event.kind === 'interpreted' && event.retCode !== 0) return event.error ?? `AquaVM: ${event.retCode}`;
  if (event.kind !== 'dropped' || ROUTINE.has(event.reason)) return undefined;
  return event.detail === undefined ? event.reason : `${event.reason}: ${event.detail}`;
}

/** Drops that say nothing of how it went: copies of a particle that has ended, what came after it was over. */
const ROUTINE = new Set(['actor-ended', 'late-result', 'stopped']);
