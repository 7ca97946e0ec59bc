import {
  isSpellParticle,
  type ParticleOutcome,
  type ParticleSummary,
  type TraceEntry,
  type TraceEvent,
} from '@noctiluca/particle';
import { MAX_ENTRIES_OF_PARTICLE } from '../constants.js';
import { entryBytes } from './bounded-event.js';

/** An event with its stamp; one object of both would have to be copied together for each. */
export interface Stored {
  readonly seq: number;
  readonly atUs: number;
  readonly event: TraceEvent;
}

export function toEntry(particleId: string, { seq, atUs, event }: Stored): TraceEntry {
  return { seq, atUs, particleId, ...event };
}

/** So many forgotten entries are let go of at once. */
const COMPACT_FROM = 64;

/** What a particle without its entries is taken to weigh, bytes. */
const PARTICLE_BYTES = 512;

/** What is kept of one particle: its last entries, and what is told of it in lists. */
export class ParticleTrace {
  readonly particleId: string;
  /** With those that were forgotten as holes in front, up to `#head`. */
  #entries: Stored[] = [];
  #head = 0;
  /** Who pays: the neighbour that brought it until it is known to be its author's. */
  owner: string;
  bytes: number;
  #author:
    | { readonly id: string; readonly script: string; readonly deadlineMs: number; readonly ttlMs: number }
    | undefined;
  #first: Stored | undefined;
  #last: Stored | undefined;
  #failure: { readonly seq: number; readonly reason: string } | undefined;
  #returnedSeq = 0;
  #runs = 0;
  #calls = 0;
  #failedCalls = 0;
  #sends = 0;
  #drops = 0;
  #wantedCalls = 0;

  constructor(particleId: string, owner: string) {
    this.particleId = particleId;
    this.owner = owner;
    this.bytes = PARTICLE_BYTES + particleId.length;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  get author(): string | undefined {
    return this.#author?.id;
  }

  get lastSeq(): number {
    return this.#last?.seq ?? 0;
  }

  /** @returns bytes that it weighs more */
  add(entry: Stored): number {
    const before = this.bytes;
    this.#entries.push(entry);
    this.bytes += entryBytes(entry.event);
    this.#first ??= entry;
    this.#last = entry;
    this.#count(entry);
    if (this.size > MAX_ENTRIES_OF_PARTICLE) this.#forgetOldest();
    return this.bytes - before;
  }

  /** Forgets its oldest entries. @returns bytes that it weighs less; with no entry left it is to go */
  shrink(bytes: number): number {
    const before = this.bytes;
    while (before - this.bytes < bytes && this.size > 0) this.#forgetOldest();
    return before - this.bytes;
  }

  entries(): TraceEntry[] {
    return this.#entries.slice(this.#head).map((entry) => toEntry(this.particleId, entry));
  }

  summary(nowMs: number): ParticleSummary {
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
      runs: this.#runs,
      calls: this.#calls,
      failedCalls: this.#failedCalls,
      sends: this.#sends,
      drops: this.#drops,
      entries: this.size,
    };
  }

  #forgetOldest(): void {
    this.bytes -= entryBytes(this.#entries[this.#head++]!.event);
    if (this.#head < COMPACT_FROM && this.size > 0) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }

  #count({ seq, event }: Stored): void {
    const failure = failureOf(event);
    if (failure !== undefined) this.#failure = { seq, reason: failure };
    switch (event.kind) {
      case 'arrived':
        this.#author ??= {
          id: event.initPeerId,
          script: event.script,
          ttlMs: event.ttlMs,
          deadlineMs: event.timestamp + event.ttlMs,
        };
        return;
      case 'interpreted':
        this.#runs++;
        this.#wantedCalls += event.calls;
        return;
      case 'called':
        this.#calls++;
        if (event.retCode !== 0) this.#failedCalls++;
        return;
      case 'sent':
        this.#sends++;
        if (event.to === this.author) this.#returnedSeq = seq;
        return;
      case 'dropped':
        this.#drops++;
    }
  }

  #outcome(nowMs: number): ParticleOutcome {
    if (this.#failure !== undefined && this.#failure.seq > this.#returnedSeq) return 'failed';
    if (this.#returnedSeq > 0) return 'returned';
    if (this.#wantedCalls > this.#calls || this.#runs === 0)
      return this.#isOver(nowMs) ? 'expired' : 'running';
    return this.#sends > 0 ? 'sent-on' : 'done';
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
