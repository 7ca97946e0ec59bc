import type { TraceEvent } from '@noctiluca/particle';
import { cutText } from './cut-text.js';

type Kind = TraceEvent['kind'];
type EventOf<K extends Kind> = Extract<TraceEvent, { kind: K }>;

/**
 * How a field is kept: `text` of its own, a `name` that many events share, the id of a `peer`, milliseconds in whole
 * microseconds, and lists.
 */
type Form = 'text' | 'name' | 'peer' | 'peers' | 'number' | 'numbers' | 'ms';

/** Every field of every kind, in the order in which they are packed. */
const FORMS: { readonly [K in Kind]: Readonly<Record<Exclude<keyof EventOf<K>, 'kind'>, Form>> } = {
  received: { from: 'peer', bytes: 'number' },
  arrived: {
    ...{ scope: 'name', bytes: 'number', initPeerId: 'peer', timestamp: 'number' },
    ...{ ttlMs: 'number', script: 'name', run: 'number' },
  },
  interpreted: {
    ...{ scope: 'name', retCode: 'number', error: 'text', calls: 'number', nextPeers: 'peers' },
    ...{ arrival: 'number', results: 'numbers', waitMs: 'ms', durationMs: 'ms', bytes: 'number' },
  },
  called: {
    ...{ scope: 'name', callId: 'number', serviceId: 'text', functionName: 'text', args: 'text' },
    ...{ retCode: 'number', result: 'text', error: 'text', run: 'number', durationMs: 'ms' },
  },
  sent: { to: 'peer', bytes: 'number', via: 'name', run: 'number' },
  kept: { to: 'peer', run: 'number' },
  noticed: { from: 'peer', peerId: 'peer', code: 'name', text: 'text', to: 'peer' },
  dropped: { stage: 'name', reason: 'name', detail: 'text', run: 'number' },
};

interface Layout {
  readonly names: readonly string[];
  readonly forms: readonly Form[];
}

const LAYOUTS = Object.fromEntries(
  Object.entries(FORMS).map(([kind, forms]): [string, Layout] => [
    kind,
    { names: Object.keys(forms), forms: Object.values(forms) },
  ]),
) as Readonly<Record<Kind, Layout>>;

/** Before the fields: kind, weight, number, time. */
const HEAD = 4;
const SLOT_BYTES = 8;
const PEER_BYTES = 72;
const NUMBER_BYTES = 8;
/** Next peers that are named; there may be more. */
const MAX_NEXT_PEERS = 64;
/** Numbers of results that one run had, of those that are kept. */
const MAX_RESULTS = 1_024;
const NONE: readonly never[] = [];

/**
 * Appends an event to a list of plain values. Thousands of events stay for seconds, and the collector pays for each object
 * among them: as values of one list they cost it a fraction.
 * @param offsetUs since some time of the reader's
 * @param limit longest text, UTF-16 units
 * @returns about what it takes in memory, bytes
 */
export function pack(
  into: unknown[],
  event: TraceEvent,
  seq: number,
  offsetUs: number,
  limit: number,
): number {
  const { names, forms } = LAYOUTS[event.kind];
  const at = into.push(event.kind, 0, seq, offsetUs) - HEAD;
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  let bytes = (HEAD + names.length) * SLOT_BYTES;
  for (let i = 0; i < names.length; i++) {
    const kept = keptOf(fields[names[i]!], forms[i]!, limit);
    bytes += weightOf(kept, forms[i]!);
    into.push(kept);
  }
  into[at + 1] = bytes;
  return bytes;
}

/** The event that begins there. */
export function unpack(from: readonly unknown[], at: number): TraceEvent {
  const kind = from[at] as Kind;
  const { names, forms } = LAYOUTS[kind];
  const event: Record<string, unknown> = { kind };
  for (const [i, name] of names.entries()) {
    const value = from[at + HEAD + i];
    if (value !== undefined) event[name] = forms[i] === 'ms' ? (value as number) / 1000 : value;
  }
  return event as TraceEvent;
}

/** What `pack` returned for the event that begins there. */
export const weightAt = (from: readonly unknown[], at: number): number => from[at + 1] as number;

export const seqAt = (from: readonly unknown[], at: number): number => from[at + 2] as number;

export const offsetUsAt = (from: readonly unknown[], at: number): number => from[at + 3] as number;

/** Where the next event begins. */
export const nextAt = (from: readonly unknown[], at: number): number =>
  at + HEAD + LAYOUTS[from[at] as Kind].names.length;

type Kept = undefined | number | string | readonly unknown[];

function keptOf(value: unknown, form: Form, limit: number): Kept {
  if (typeof value === 'number') return form === 'ms' ? Math.round(value * 1000) : value;
  if (typeof value === 'string') return cutText(value, limit);
  return value === undefined ? undefined : cutList(value as readonly unknown[], limit);
}

function cutList(list: readonly unknown[], limit: number): readonly unknown[] {
  if (list.length === 0) return NONE;
  if (typeof list[0] === 'number') return list.length > MAX_RESULTS ? list.slice(-MAX_RESULTS) : list;
  const isLong = list.length > MAX_NEXT_PEERS || list.some((item) => String(item).length > limit);
  return isLong ? list.slice(0, MAX_NEXT_PEERS).map((item) => cutText(String(item), limit)) : list;
}

function weightOf(kept: Kept, form: Form): number {
  // Slots have been counted, and names are others' too.
  if (typeof kept !== 'string' && !Array.isArray(kept)) return 0;
  if (form === 'text') return kept.length;
  if (form === 'name') return 0;
  if (form === 'peer') return PEER_BYTES;
  return kept.length * (form === 'peers' ? PEER_BYTES : NUMBER_BYTES);
}
