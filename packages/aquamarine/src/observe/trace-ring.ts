import type { ParticleSummary, TraceEntry, TraceEvent, TraceRecorder } from '@noctiluca/particle';
import {
  MAX_LISTED_PARTICLES,
  MAX_TRACE_ENTRIES,
  TRACE_MAX_BYTES,
  TRACE_TEXT_LIMIT,
  TRACE_VALUE_LIMIT,
} from '../constants.js';
import { ByteShares } from './byte-shares.js';
import { cutText } from './cut-text.js';
import { createMicroClock } from './micro-clock.js';
import { ParticleTrace } from './particle-trace.js';

export interface TraceRingInit {
  /** About what all entries may take in memory, bytes. @default 16 MiB */
  readonly maxBytes?: number;
  /** Longest text kept in an entry, UTF-16 units; longer ones are cut and end in `…`. @default 1024 */
  readonly textLimit?: number;
  /** Milliseconds since the epoch. @default the system's, to the microsecond */
  readonly nowMs?: () => number;
}

/** Which entries are wanted. */
export interface TraceQuery {
  readonly particleId?: string;
  /** Those after this number, the oldest of them first. @default the newest ones */
  readonly since?: number;
  readonly kind?: string;
  /** Peer id of who made the particle. */
  readonly author?: string;
  /** @default 10_000, which is the most */
  readonly limit?: number;
}

/** Which particles are wanted. */
export interface ParticleQuery {
  readonly author?: string;
  readonly outcome?: string;
  /** Those of spells too. @default false */
  readonly spells?: boolean;
  /** Those something happened to after this number. */
  readonly since?: number;
  /** Those whose first entry is older than this number: the next page. */
  readonly before?: number;
  /** @default 100; 1_000 is the most */
  readonly limit?: number;
}

/** What can be asked of a trace. */
export interface TraceReader {
  /** Oldest first. */
  entries(query?: TraceQuery): TraceEntry[];
  /** Newest first. */
  particles(query?: ParticleQuery): ParticleSummary[];
  /** Hears of each entry from now on; must not throw. @returns ends it */
  follow(listener: TraceListener): () => void;
}

/** @param author of the particle, undefined until it has passed the door */
export type TraceListener = (entry: TraceEntry, author: string | undefined) => void;

/** The last events of this peer, findable by particle. */
export interface TraceRing extends TraceRecorder, TraceReader {
  /** Events of a particle, oldest first; with no id everything that is kept. */
  trace(particleId?: string): TraceEntry[];
  readonly bytes: number;
}

const DEFAULT_LISTED = 100;

/**
 * Keeps entries by particle, within bytes that authors share: who has most loses the oldest. What was not let in yet counts to
 * the neighbour that brought it, so that nobody fills another's share.
 */
class ByteBoundedTrace implements TraceRing {
  readonly #textLimit: number;
  readonly #nowUs: () => number;
  readonly #particles = new Map<string, ParticleTrace>();
  readonly #shares: ByteShares<ParticleTrace>;
  readonly #listeners = new Set<TraceListener>();
  #seq = 0;

  constructor({ maxBytes = TRACE_MAX_BYTES, textLimit = TRACE_VALUE_LIMIT, nowMs }: TraceRingInit) {
    this.#textLimit = Math.max(16, textLimit);
    this.#nowUs = nowMs === undefined ? createMicroClock() : () => Math.round(nowMs() * 1000);
    this.#shares = new ByteShares(maxBytes, (particle, bytes) => this.#shrink(particle, bytes));
  }

  get bytes(): number {
    return this.#shares.bytes;
  }

  record(longId: string, event: TraceEvent): number {
    const particleId = cutText(longId, TRACE_TEXT_LIMIT);
    const seq = ++this.#seq;
    const atUs = this.#nowUs();
    const particle = this.#particleOf(particleId, event, atUs);
    if (event.kind === 'arrived' && particle.author === undefined) this.#adopt(particle, event.initPeerId);
    this.#shares.change(particle, particle.add(event, seq, atUs, this.#textLimit));
    if (this.#listeners.size > 0) this.#tell(particle.newest(), particle.author);
    this.#shares.settle();
    return seq;
  }

  trace(particleId?: string): TraceEntry[] {
    return this.entries(particleId === undefined ? {} : { particleId });
  }

  entries({ particleId, since, kind, author, limit }: TraceQuery = {}): TraceEntry[] {
    const most = Math.min(limit ?? MAX_TRACE_ENTRIES, MAX_TRACE_ENTRIES);
    const found = this.#among(particleId)
      .filter((particle) => author === undefined || particle.author === author)
      .filter((particle) => since === undefined || particle.lastSeq > since)
      .flatMap((particle) => particle.entries())
      .filter((entry) => (since === undefined || entry.seq > since) && (kind ?? entry.kind) === entry.kind)
      .sort((a, b) => a.seq - b.seq);
    return since === undefined ? found.slice(Math.max(0, found.length - most)) : found.slice(0, most);
  }

  particles(query: ParticleQuery = {}): ParticleSummary[] {
    const { author, outcome, spells = false, since = 0, before = Number.POSITIVE_INFINITY } = query;
    const nowMs = this.#nowUs() / 1000;
    return [...this.#particles.values()]
      .filter((particle) => particle.particleId !== '' && particle.lastSeq > since)
      .filter((particle) => author === undefined || particle.author === author)
      .map((particle) => particle.summary(nowMs))
      .filter((summary) => (spells || !summary.isSpell) && summary.seq < before)
      .filter((summary) => outcome === undefined || summary.outcome === outcome)
      .sort((a, b) => b.seq - a.seq)
      .slice(0, Math.min(query.limit ?? DEFAULT_LISTED, MAX_LISTED_PARTICLES));
  }

  follow(listener: TraceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(entry: TraceEntry, author: string | undefined): void {
    for (const listener of this.#listeners) listener(entry, author);
  }

  #among(particleId: string | undefined): ParticleTrace[] {
    if (particleId === undefined) return [...this.#particles.values()];
    const particle = this.#particles.get(cutText(particleId, TRACE_TEXT_LIMIT));
    return particle === undefined ? [] : [particle];
  }

  #particleOf(particleId: string, event: TraceEvent, atUs: number): ParticleTrace {
    const known = this.#particles.get(particleId);
    if (known !== undefined) return known;
    const particle = new ParticleTrace(particleId, atUs);
    this.#particles.set(particleId, particle);
    this.#shares.add(event.kind === 'received' ? event.from : '', particle, particle.bytes);
    return particle;
  }

  /** Its author pays from now on. */
  #adopt(particle: ParticleTrace, author: string): void {
    this.#shares.remove(particle, particle.bytes);
    this.#shares.add(author, particle, particle.bytes);
  }

  #shrink(particle: ParticleTrace, bytes: number): void {
    const freed = particle.shrink(bytes);
    this.#shares.change(particle, -freed);
    if (particle.size > 0) return;
    this.#shares.remove(particle, particle.bytes);
    this.#particles.delete(particle.particleId);
  }
}

export function createTraceRing(init: TraceRingInit = {}): TraceRing {
  return new ByteBoundedTrace(init);
}
