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
export function createTraceRing(init: TraceRingInit = {}): TraceRing {
  const capacity = Math.max(1, init.capacity ?? TRACE_CAPACITY);
  const textLimit = Math.max(16, init.textLimit ?? TRACE_TEXT_LIMIT);
  const nowMs = init.nowMs ?? Date.now;
  const events: TraceEvent[] = [];
  const ids: string[] = [];
  const timesMs: number[] = [];
  const next: number[] = [];
  const chains = new Map<string, Chain>();
  let slot = 0;

  function release(at: number): void {
    const id = ids[at]!;
    const chain = chains.get(id)!;
    if (next[at] === -1) chains.delete(id);
    else chain.first = next[at]!;
  }

  function entry(at: number): TraceEntry {
    return { atMs: timesMs[at]!, particleId: ids[at]!, ...events[at]! };
  }

  return {
    record(particleId, event) {
      const id = cutText(particleId, textLimit);
      if (slot < events.length) release(slot);
      events[slot] = bounded(event, textLimit);
      ids[slot] = id;
      timesMs[slot] = nowMs();
      next[slot] = -1;
      const chain = chains.get(id);
      if (chain === undefined) chains.set(id, { first: slot, last: slot });
      else {
        next[chain.last] = slot;
        chain.last = slot;
      }
      slot = slot + 1 === capacity ? 0 : slot + 1;
    },
    trace(particleId) {
      const found: TraceEntry[] = [];
      if (particleId === undefined) {
        const oldest = events.length < capacity ? 0 : slot;
        for (let i = 0; i < events.length; i++) found.push(entry((oldest + i) % events.length));
        return found;
      }
      let at = chains.get(cutText(particleId, textLimit))?.first ?? -1;
      for (; at !== -1; at = next[at]!) found.push(entry(at));
      return found;
    },
  };
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
