import type { TraceEntry, TraceEvent, TraceRecorder } from '@noctiluca/particle';
import { TRACE_CAPACITY, TRACE_TEXT_LIMIT } from '../constants.js';
import { cutText } from './cut-text.js';

export interface TraceRingInit {
  /** Entries kept, over all particles; the oldest go first. @default 10_000 */
  readonly capacity?: number;
  /** Longest text kept in an entry, UTF-16 units; longer ones are cut and end in `…`. @default 512 */
  readonly textLimit?: number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly nowMs?: () => number;
}

/** The last events of this peer, findable by particle. */
export interface TraceRing extends TraceRecorder {
  /** Events of a particle, oldest first; with no id everything that is kept. */
  trace(particleId?: string): TraceEntry[];
}

/** Slots of one particle form a chain; -1 ends it. */
interface Chain {
  first: number;
  last: number;
}

/**
 * Recording writes one slot and links it to the particle's chain: no search, no copy. An entry that is overwritten is
 * the oldest of all, therefore the first of its chain.
 */
class MemoryTraceRing implements TraceRing {
  readonly #capacity: number;
  readonly #textLimit: number;
  readonly #nowMs: () => number;
  readonly #events: TraceEvent[] = [];
  readonly #ids: string[] = [];
  readonly #timesMs: number[] = [];
  readonly #next: number[] = [];
  readonly #chains = new Map<string, Chain>();
  #slot = 0;

  constructor({ capacity = TRACE_CAPACITY, textLimit = TRACE_TEXT_LIMIT, nowMs = Date.now }: TraceRingInit) {
    this.#capacity = Math.max(1, capacity);
    this.#textLimit = Math.max(16, textLimit);
    this.#nowMs = nowMs;
  }

  record(particleId: string, event: TraceEvent): void {
    const id = cutText(particleId, this.#textLimit);
    const slot = this.#slot;
    if (slot < this.#events.length) this.#release(slot);
    this.#events[slot] = bounded(event, this.#textLimit);
    this.#ids[slot] = id;
    this.#timesMs[slot] = this.#nowMs();
    this.#next[slot] = -1;
    this.#link(id, slot);
    this.#slot = slot + 1 === this.#capacity ? 0 : slot + 1;
  }

  trace(particleId?: string): TraceEntry[] {
    if (particleId === undefined) return this.#all();
    const found: TraceEntry[] = [];
    let at = this.#chains.get(cutText(particleId, this.#textLimit))?.first ?? -1;
    for (; at !== -1; at = this.#next[at]!) found.push(this.#entry(at));
    return found;
  }

  #all(): TraceEntry[] {
    const { length } = this.#events;
    const oldest = length < this.#capacity ? 0 : this.#slot;
    return Array.from({ length }, (_, i) => this.#entry((oldest + i) % length));
  }

  #link(id: string, slot: number): void {
    const chain = this.#chains.get(id);
    if (chain === undefined) {
      this.#chains.set(id, { first: slot, last: slot });
      return;
    }
    this.#next[chain.last] = slot;
    chain.last = slot;
  }

  #release(at: number): void {
    const id = this.#ids[at]!;
    const chain = this.#chains.get(id)!;
    if (this.#next[at] === -1) this.#chains.delete(id);
    else chain.first = this.#next[at]!;
  }

  #entry(at: number): TraceEntry {
    return { atMs: this.#timesMs[at]!, particleId: this.#ids[at]!, ...this.#events[at]! };
  }
}

export function createTraceRing(init: TraceRingInit = {}): TraceRing {
  return new MemoryTraceRing(init);
}

/** Texts that came from outside are cut; the event itself is kept as it is when nothing in it is too long. */
function bounded(event: TraceEvent, limit: number): TraceEvent {
  switch (event.kind) {
    case 'interpreted':
      return isLong(event.error, limit) ? { ...event, error: cutText(event.error, limit) } : event;
    case 'called':
      if (
        !isLong(event.error, limit) &&
        !isLong(event.serviceId, limit) &&
        !isLong(event.functionName, limit)
      ) {
        return event;
      }
      return {
        ...event,
        serviceId: cutText(event.serviceId, limit),
        functionName: cutText(event.functionName, limit),
        ...(event.error === undefined ? {} : { error: cutText(event.error, limit) }),
      };
    case 'noticed':
      return isLong(event.text, limit) ? { ...event, text: cutText(event.text, limit) } : event;
    case 'dropped':
      return isLong(event.detail, limit) ? { ...event, detail: cutText(event.detail, limit) } : event;
    case 'received':
      return isLong(event.from, limit) ? { ...event, from: cutText(event.from, limit) } : event;
    case 'sent':
      return isLong(event.to, limit) ? { ...event, to: cutText(event.to, limit) } : event;
  }
}

function isLong(text: string | undefined, limit: number): text is string {
  return text !== undefined && text.length > limit;
}
