import type { TraceEvent } from '@noctiluca/particle';
import { cutText } from './cut-text.js';

/** Next peers that are named; there may be more. */
const MAX_NEXT_PEERS = 64;
/** Numbers of results that one run had, of those that are kept. */
const MAX_RESULTS = 1_024;

/** Texts that came from outside are cut; the event itself is kept as it is when nothing in it is too long. */
export function boundedEvent(event: TraceEvent, limit: number): TraceEvent {
  const long = longFields(event, limit);
  if (long === undefined) return event;
  const fields = event as unknown as Record<string, unknown>;
  const cut = long.map((key) => [key, cutField(fields[key], limit)] as const);
  return { ...event, ...Object.fromEntries(cut) };
}

function longFields(event: TraceEvent, limit: number): string[] | undefined {
  let long: string[] | undefined;
  for (const key in event) {
    if (isLong((event as unknown as Record<string, unknown>)[key], limit)) {
      long ??= [];
      long.push(key);
    }
  }
  return long;
}

function isLong(value: unknown, limit: number): boolean {
  if (typeof value === 'string') return value.length > limit;
  if (!Array.isArray(value) || value.length === 0) return false;
  if (typeof value[0] === 'number') return value.length > MAX_RESULTS;
  return value.length > MAX_NEXT_PEERS || value.some((item: string) => item.length > limit);
}

function cutField(value: unknown, limit: number): unknown {
  if (typeof value === 'string') return cutText(value, limit);
  const items = value as readonly unknown[];
  if (typeof items[0] === 'number') return items.slice(-MAX_RESULTS);
  return items.slice(0, MAX_NEXT_PEERS).map((item) => cutText(String(item), limit));
}

/** An entry without its texts, bytes. */
const ENTRY_BYTES = 224;
/** A peer id among next peers, bytes. */
const PEER_BYTES = 80;
const NUMBER_BYTES = 8;

/** About what an entry takes in memory, bytes. */
export function entryBytes(event: TraceEvent): number {
  switch (event.kind) {
    case 'called':
      return (
        ENTRY_BYTES +
        event.args.length +
        event.serviceId.length +
        event.functionName.length +
        lengthOf(event.result) +
        lengthOf(event.error)
      );
    case 'interpreted':
      return (
        ENTRY_BYTES +
        lengthOf(event.error) +
        event.nextPeers.length * PEER_BYTES +
        (event.results?.length ?? 0) * NUMBER_BYTES
      );
    case 'dropped':
      return ENTRY_BYTES + lengthOf(event.detail);
    case 'noticed':
      return ENTRY_BYTES + event.text.length;
    default:
      return ENTRY_BYTES;
  }
}

function lengthOf(text: string | undefined): number {
  return text?.length ?? 0;
}
