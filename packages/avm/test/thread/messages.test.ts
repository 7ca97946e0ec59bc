import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AvmError } from '../../src/errors.js';
import {
  packAnswers,
  packRequests,
  type ThreadAnswer,
  toFailure,
  unpackAnswers,
  unpackRequests,
} from '../../src/thread/messages.js';

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const uint32 = fc.nat(0xffffffff);

const anyRequest = fc.record({
  particleId: text,
  initPeerId: text,
  timestamp: fc.nat(Number.MAX_SAFE_INTEGER),
  ttl: uint32,
  script: text,
  prevData: bytes,
  data: bytes,
  currentPeerId: text,
  seed: bytes,
});

const anyOutcome = fc.record({
  retCode: fc.nat(40_000),
  errorMessage: text,
  data: bytes,
  nextPeerIds: fc.array(text),
  callRequests: bytes,
  exceeded: fc.record({ air: fc.boolean(), particle: fc.boolean(), callResult: fc.boolean() }),
});

const plain = <T extends object>(value: T): unknown =>
  JSON.parse(JSON.stringify(value, (_key, part) => (part instanceof Uint8Array ? [...part] : part)));

describe('messages between the pool and its threads', () => {
  it('carry requests', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ seq: uint32, request: anyRequest, callResults: bytes }), { maxLength: 4 }),
        (requests) => {
          const expected = requests.map(({ request, ...rest }) => ({ ...request, ...rest }));
          expect(plain(unpackRequests(packRequests(requests)))).toStrictEqual(plain(expected));
        },
      ),
    );
  });

  it('carry outcomes', () => {
    const answers = fc.record({
      seq: uint32,
      memorySizeBytes: fc.nat(2 ** 32),
      recycled: fc.boolean(),
      runUs: fc.nat(),
      result: anyOutcome,
    });
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 20 }), (some: ThreadAnswer[]) => {
        expect(plain(unpackAnswers(packAnswers(some)))).toStrictEqual(plain(some));
      }),
    );
  });

  it.each([
    [new AvmError('AVM_MALFORMED_OUTCOME', 'why'), { code: 'AVM_MALFORMED_OUTCOME', message: 'why' }],
    [new RangeError('stack'), { code: 'AVM_TRAP', message: 'stack' }],
    ['text', { code: 'AVM_TRAP', message: 'text' }],
  ])('carry the failure %s', (error, failure) => {
    const answer = { seq: 1, memorySizeBytes: 0, recycled: false, runUs: 1, result: toFailure(error) };
    const result = { name: 'AvmError', ...failure, details: { ranMs: 0 } };
    expect(unpackAnswers(packAnswers([answer]))).toStrictEqual([{ ...answer, result }]);
  });
});
