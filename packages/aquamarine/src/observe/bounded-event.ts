import type { TraceEvent } from '@noctiluca/particle';
import { cutText } from './cut-text.js';

/** Next peers that are named; there may be more. */
const MAX_NEXT_PEERS = 64;
/** Numbers of results that one run had, of those that are kept. */
const MAX_RESULTS = 1_024;

/** Texts that came from outside are cut; the event itself is kept as it is when nothing in it is too long. */
export function boundedEvent(event: TraceEvent, limit: number): TraceEvent {
  if (!isTooLong(event, limit)) return event;
  const fields = Object.entries(event).map(([key, value]) => [key, cutField(value, limit)]);
  return Object.fromEntries(fields) as TraceEvent;
}

/** By kind, since going through the fields of each event would cost more than all the rest of recording it. */
function isTooLong(event: TraceEvent, limit: number): boolean {
  switch (event.kind) {
    case 'received':
      return event.from.length > limit;
    case 'arrived':
      return event.initPeerId.length > limit;
    case 'interpreted':
      return isLong(event.error, limit) || areMany(event.nextPeers, event.results, limit);
    case 'called':
      return isLong(event.error, limit) || isLong(event.result, limit) || hasLongNames(event, limit);
    case 'noticed':
      return event.text.length > limit;
    case 'dropped':
      return isLong(event.detail, limit);
    default:
      return event.to.length > limit;
  }
}

function hasLongNames(
  { serviceId, functionName, args }: Extract<TraceEvent, { kind: 'called' }>,
  limit: number,
): boolean {
  return serviceId.length > limit || functionName.length > limit || args.length > limit;
}

function areMany(peers: readonly string[], results: readonly number[] = [], limit: number): boolean {
  if (peers.length > MAX_NEXT_PEERS || results.length > MAX_RESULTS) return true;
  return peers.length > 0 && peers.some((peer) => peer.length > limit);
}

function isLong(text: string | undefined, limit: number): boolean {
  return text !== undefined && text.length > limit;
}

function cutField(value: unknown, limit: number): unknown {
  if (typeof value === 'string') return cutText(value, limit);
  if (!Array.isArray(value)) return value;
  if (typeof value[0] === 'number') return value.slice(-MAX_RESULTS);
  return value.slice(0, MAX_NEXT_PEERS).map((item) => cutText(String(item), limit));
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
