import {
  isSpellParticle,
  type ParticleOutcome,
  type ParticleSummary,
  type TraceEntry,
  type TraceEvent,
} from '@noctiluca/particle';
import { MAX_ENTRIES_OF_PARTICLE } from '../constants.js';
import type { Share, Shared } from './byte-shares.js';
import { cutText } from './cut-text.js';
import { nextAt, offsetUsAt, pack, seqAt, unpack, weightAt } from './packed-event.js';

/** So many forgotten values are let go of at once. */
const COMPACT_FROM = 512;

/** What a particle without its entries is taken to weigh, bytes. */
const PARTICLE_BYTES = 512;

/** What is kept of one particle: its last entries, and what is told of it in lists. */
export class ParticleTrace implements Shared<ParticleTrace> {
  readonly particleId: string;
  /** Who pays: the neighbour that brought it until it is known to be its author's. */
  share: Share<ParticleTrace> | undefined;
  older: ParticleTrace | undefined;
  newer: ParticleTrace | undefined;
  bytes: number;
  /** Entries that are kept. */
  size = 0;
  lastSeq = 0;
  readonly #fromUs: number;
  /** With those that were forgotten in front, up to `#head`. */
  #packed: unknown[] = [];
  #head = 0;
  #newestAt = 0;
  #firstSeq = 0;
  /** After `#fromUs`. */
  #lastUs = 0;
  /** Known from its first arrival on. */
  author: string | undefined;
  #script = '';
  #ttlMs = 0;
  #deadlineMs = 0;
  #failure: string | undefined;
  #failureSeq = 0;
  #returnedSeq = 0;
  #runs = 0;
  #calls = 0;
  #failedCalls = 0;
  #sends = 0;
  #drops = 0;
  #wantedCalls = 0;

  /** @param fromUs microseconds since the epoch */
  constructor(particleId: string, fromUs: number) {
    this.particleId = particleId;
    this.#fromUs = fromUs;
    this.bytes = PARTICLE_BYTES + particleId.length;
  }

  /** @returns bytes that it weighs more */
  add(event: TraceEvent, seq: number, atUs: number, textLimit: number): number {
    const before = this.bytes;
    this.#lastUs = atUs - this.#fromUs;
    this.#newestAt = this.#packed.length;
    this.bytes += pack(this.#packed, event, seq, this.#lastUs, textLimit);
    this.size++;
    if (this.#firstSeq === 0) this.#firstSeq = seq;
    this.lastSeq = seq;
    this.#count(event, seq, textLimit);
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
    const entries: TraceEntry[] = [];
    const end = this.#packed.length;
    for (let at = this.#head; at < end; at = nextAt(this.#packed, at)) entries.push(this.#entryAt(at));
    return entries;
  }

  /** The last entry. */
  newest(): TraceEntry {
    return this.#entryAt(this.#newestAt);
  }

  summary(nowMs: number): ParticleSummary {
    const outcome = this.#outcome(nowMs);
    const { author } = this;
    return {
      particleId: this.particleId,
      ...(author !== undefined && { author, script: this.#script, ttlMs: this.#ttlMs }),
      isSpell: isSpellParticle(this.particleId),
      seq: this.#firstSeq,
      lastSeq: this.lastSeq,
      fromUs: this.#fromUs,
      toUs: this.#fromUs + this.#lastUs,
      outcome,
      ...(outcome === 'failed' && { reason: this.#failure! }),
      runs: this.#runs,
      calls: this.#calls,
      failedCalls: this.#failedCalls,
      sends: this.#sends,
      drops: this.#drops,
      entries: this.size,
    };
  }

  #entryAt(at: number): TraceEntry {
    const atUs = this.#fromUs + offsetUsAt(this.#packed, at);
    return { seq: seqAt(this.#packed, at), atUs, particleId: this.particleId, ...unpack(this.#packed, at) };
  }

  #forgetOldest(): void {
    this.bytes -= weightAt(this.#packed, this.#head);
    this.#head = nextAt(this.#packed, this.#head);
    this.size--;
    if (this.#head < COMPACT_FROM && this.size > 0) return;
    this.#packed = this.#packed.slice(this.#head);
    this.#newestAt -= this.#head;
    this.#head = 0;
  }

  #count(event: TraceEvent, seq: number, textLimit: number): void {
    const failure = failureOf(event);
    if (failure !== undefined) {
      this.#failure = cutText(failure, textLimit);
      this.#failureSeq = seq;
    }
    switch (event.kind) {
      case 'arrived':
        if (this.author !== undefined) return;
        this.author = cutText(event.initPeerId, textLimit);
        this.#script = event.script;
        this.#ttlMs = event.ttlMs;
        this.#deadlineMs = event.timestamp + event.ttlMs;
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
    if (this.#failureSeq > this.#returnedSeq) return 'failed';
    if (this.#returnedSeq > 0) return 'returned';
    if (this.#wantedCalls > this.#calls || this.#runs === 0)
      return this.#isOver(nowMs) ? 'expired' : 'running';
    return this.#sends > 0 ? 'sent-on' : 'done';
  }

  #isOver(nowMs: number): boolean {
    return this.author !== undefined && nowMs > this.#deadlineMs;
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
