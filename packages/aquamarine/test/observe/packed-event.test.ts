import type { TraceEvent } from '@noctiluca/particle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAt, offsetUsAt, pack, seqAt, unpack, weightAt } from '../../src/observe/packed-event.js';

const text = fc.string({ maxLength: 40 });
const run = fc.nat(1_000);
const ms = fc.nat(5_000_000).map((us) => us / 1000);
const event: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc.record({ kind: fc.constant('received' as const), from: text, bytes: fc.nat() }),
  fc.record(
    {
      ...{ kind: fc.constant('arrived' as const), scope: text, bytes: fc.nat(), initPeerId: text },
      ...{ timestamp: fc.maxSafeNat(), ttlMs: fc.nat(), script: text, run },
    },
    { requiredKeys: ['kind', 'scope', 'bytes', 'initPeerId', 'timestamp', 'ttlMs', 'script'] },
  ),
  fc.record(
    {
      ...{
        kind: fc.constant('interpreted' as const),
        scope: text,
        retCode: fc.nat(),
        error: text,
        calls: fc.nat(),
      },
      ...{
        nextPeers: fc.array(text, { maxLength: 5 }),
        arrival: run,
        results: fc.array(run, { minLength: 1 }),
      },
      ...{ waitMs: ms, durationMs: ms, bytes: fc.nat() },
    },
    { requiredKeys: ['kind', 'scope', 'retCode', 'calls', 'nextPeers', 'waitMs', 'durationMs', 'bytes'] },
  ),
  fc.record(
    {
      ...{
        kind: fc.constant('called' as const),
        scope: text,
        callId: fc.nat(),
        serviceId: text,
        functionName: text,
      },
      ...{ args: text, retCode: fc.nat(), result: text, error: text, run, durationMs: ms },
    },
    {
      requiredKeys: ['kind', 'scope', 'callId', 'serviceId', 'functionName', 'args', 'retCode', 'durationMs'],
    },
  ),
  fc.record(
    { kind: fc.constant('sent' as const), to: text, bytes: fc.nat(), via: text, run },
    { requiredKeys: ['kind', 'to', 'bytes'] },
  ),
  fc.record({ kind: fc.constant('kept' as const), to: text, run }, { requiredKeys: ['kind', 'to'] }),
  fc.record(
    { kind: fc.constant('noticed' as const), from: text, peerId: text, code: text, text, to: text },
    { requiredKeys: ['kind', 'peerId', 'code', 'text'] },
  ),
  fc.record(
    {
      ...{
        kind: fc.constant('dropped' as const),
        stage: fc.constantFrom('network' as const, 'avm' as const),
      },
      ...{ reason: text, detail: text, run },
    },
    { requiredKeys: ['kind', 'stage', 'reason'] },
  ),
);

describe('packed events', () => {
  it('are what was packed, one after the other', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const packed: unknown[] = [];
        const weights = events.map((each, i) => pack(packed, each, i + 1, i * 10, 100));
        let at = 0;
        for (const [i, each] of events.entries()) {
          expect(unpack(packed, at)).toStrictEqual({ ...each });
          expect([seqAt(packed, at), offsetUsAt(packed, at), weightAt(packed, at)]).toEqual([
            i + 1,
            i * 10,
            weights[i],
          ]);
          at = nextAt(packed, at);
        }
        expect(at).toBe(packed.length);
      }),
    );
  });

  it('weigh more by the texts of their own', () => {
    const called = (args: string) =>
      pack(
        [],
        {
          ...{ kind: 'called', scope: 'host', callId: 1, serviceId: 's', functionName: 'f', args },
          ...{ retCode: 0, durationMs: 1 },
        },
        1,
        0,
        1_000,
      );
    expect(called('x'.repeat(500)) - called('')).toBe(500);
    expect(called('x'.repeat(5_000)) - called('')).toBe(1_000);
  });
});
