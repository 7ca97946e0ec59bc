import { BoundedMap } from '@noctiluca/common/bounded-map';
import type { TraceEntry } from '@noctiluca/particle';
import { MAX_TRACED_PARTICLES } from '../constants.js';
import { createSpanIds, peerSpanIdOf, traceIdOf } from './span-ids.js';

/** A value of OTLP's JSON form; 64-bit integers are texts there. */
type AttributeValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number };

/** A field of a trace entry. */
type Fact = string | number | readonly (string | number)[] | undefined;

/** A span in OTLP's JSON form (opentelemetry-proto, `trace.proto`). */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: AttributeValue }[];
  readonly status?: { readonly code: number; readonly message?: string };
}

const KIND = { internal: 1, producer: 4, consumer: 5 } as const;
const STATUS_ERROR = 2;

/**
 * Makes spans of trace events: one for the particle on this peer, at its first event and without length, since nobody
 * knows when a particle is over; below it one for each event. A particle that was received hangs below its span at the
 * sender.
 */
export function createSpanMaker(peerId: string): (entry: TraceEntry) => Span[] {
  const nextSpanId = createSpanIds();
  const known = new BoundedMap<string, { readonly traceId: string; readonly spanId: string }>(
    MAX_TRACED_PARTICLES,
  );

  return (entry) => {
    const { particleId } = entry;
    const seen = known.get(particleId);
    const ids = seen ?? { traceId: traceIdOf(particleId), spanId: peerSpanIdOf(particleId, peerId) };
    const span = {
      ...eventSpan(entry),
      traceId: ids.traceId,
      spanId: nextSpanId(),
      parentSpanId: ids.spanId,
    };
    if (seen) return [span];
    known.set(particleId, ids);
    const sender = entry.kind === 'received' ? { parentSpanId: peerSpanIdOf(particleId, entry.from) } : {};
    const at = span.startTimeUnixNano;
    const root: Span = {
      ...ids,
      ...sender,
      name: 'particle',
      kind: entry.kind === 'received' ? KIND.consumer : KIND.internal,
      startTimeUnixNano: at,
      endTimeUnixNano: at,
      attributes: attributesOf({ 'particle.id': particleId, 'peer.id': peerId }),
    };
    return [root, span];
  };
}

type EventSpan = Omit<Span, 'traceId' | 'spanId' | 'parentSpanId'>;

function eventSpan(entry: TraceEntry): EventSpan {
  const { particleId, kind, atUs, seq: _seq, ...rest } = entry;
  // Values of calls stay on the peer.
  const {
    error,
    durationMs,
    args: _args,
    result: _result,
    ...facts
  } = rest as Readonly<Record<string, Fact>>;
  const lengthMs = typeof durationMs === 'number' ? durationMs : 0;
  return {
    name: nameOf(entry),
    kind: kind === 'sent' ? KIND.producer : kind === 'received' ? KIND.consumer : KIND.internal,
    startTimeUnixNano: nanoseconds(atUs - lengthMs * 1000),
    endTimeUnixNano: nanoseconds(atUs),
    attributes: attributesOf({ 'particle.id': particleId, ...facts }),
    ...statusOf(entry, error),
  };
}

function nameOf(entry: TraceEntry): string {
  return entry.kind === 'called' ? `called ${entry.serviceId}.${entry.functionName}` : entry.kind;
}

function statusOf(entry: TraceEntry, error: Fact): Pick<Span, 'status'> {
  if (entry.kind === 'dropped') return { status: { code: STATUS_ERROR, message: entry.reason } };
  if (entry.kind === 'noticed') return { status: { code: STATUS_ERROR, message: entry.text } };
  const failed = 'retCode' in entry && entry.retCode !== 0;
  if (!failed && error === undefined) return {};
  return { status: { code: STATUS_ERROR, ...(error === undefined ? {} : { message: String(error) }) } };
}

function attributesOf(facts: Readonly<Record<string, Fact>>): Span['attributes'] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return { key, value: attributeValue(value) };
  });
}

function attributeValue(value: NonNullable<Fact>): AttributeValue {
  if (typeof value === 'object') return { stringValue: value.join(', ') };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nanoseconds(us: number): string {
  return String(BigInt(Math.round(us)) * 1000n);
}
