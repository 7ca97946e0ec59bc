import { JsonFloat } from '@noctiluca/marine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CALL_ARGUMENTS_BYTES, MAX_CALL_ARGUMENTS_VALUES } from '../../src/constants.js';
import { isAvmError } from '../../src/errors.js';
import { ValueReader } from '../../src/msgpack/reader.js';
import { ValueWriter } from '../../src/msgpack/writer.js';
import { decodeCallRequests } from '../../src/run/call-requests.js';
import { unhex } from '../utils/values.js';

/** A real run's bytes (spec/marine-abi.md §7.4). */
const vector = unhex(`8104 81 01 84
  aa 736572766963655f6964 a1 73
  ad 66756e6374696f6e5f6e616d65 a1 66
  a9 617267756d656e7473 c403 91 a161
  aa 7465747261706c657473 c462 91 91 84
  a7 706565725f706b d934 313244334b6f6f57516262366b393156596f6b74354b3435526453564d346f794e3351686b434e7777667179314c33445762737a
  aa 736572766963655f6964 a0  ad 66756e6374696f6e5f6e616d65 a0  a4 6c656e73 a0`);

const ME = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';

function encode(args: Uint8Array, id: number | string = 7): Uint8Array {
  const writer = new ValueWriter().raw([0x81, 0x04]).mapHeader(1).value(id).mapHeader(5);
  writer.string('tetraplets').bytes(unhex('90')).string('arguments').bytes(args);
  writer.string('service_id').string('s').string('later_field').value([1]);
  return writer.string('function_name').string('f').written();
}

describe('decodeCallRequests', () => {
  it('reads the vector of one request', () => {
    const tetraplet = { peerPk: ME, serviceId: '', functionName: '', lens: '' };
    expect(decodeCallRequests(vector)).toStrictEqual([
      { id: 1, serviceId: 's', functionName: 'f', args: ['a'], tetraplets: [[tetraplet]] },
    ]);
  });

  it.each(['', '810480'])('reads "%s" as no requests', (bytes) => {
    expect(decodeCallRequests(unhex(bytes))).toStrictEqual([]);
  });

  it('reads fields in any order, skips unknown ones and keeps floats and 64-bit integers', () => {
    const args = new ValueWriter().value([1, new JsonFloat(1), 18446744073709551615n]).written();
    expect(decodeCallRequests(encode(args))).toStrictEqual([
      {
        id: 7,
        serviceId: 's',
        functionName: 'f',
        args: [1, new JsonFloat(1), 18446744073709551615n],
        tetraplets: [],
      },
    ]);
  });

  it.each<[string, Uint8Array]>([
    ['another prefix', unhex('800480')],
    ['a prefix alone', unhex('8104')],
    ['one byte', unhex('81')],
    ['string keys', encode(unhex('90'), '7')],
    ['negative keys', encode(unhex('90'), -1)],
    ['arguments that are no array', encode(unhex('01'))],
    ['bytes behind the arguments', encode(unhex('9000'))],
    ['bytes behind the requests', unhex('81048000')],
    ['a missing field', unhex('8104810180')],
  ])('refuses %s', (_id, bytes) => {
    expect(() => decodeCallRequests(bytes)).toThrow(
      expect.objectContaining({ code: 'AVM_MALFORMED_OUTCOME' }),
    );
  });

  it('refuses the vector cut anywhere, and throws nothing else when bytes are flipped', () => {
    for (let length = 1; length < vector.length; length += 1) {
      expect(() => decodeCallRequests(vector.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'AVM_MALFORMED_OUTCOME' }),
      );
    }
    fc.assert(
      fc.property(fc.nat(vector.length - 1), fc.nat(255), (at, byte) => {
        const bytes = vector.slice();
        bytes[at] = byte;
        try {
          decodeCallRequests(bytes);
        } catch (error) {
          expect(isAvmError(error, 'AVM_MALFORMED_OUTCOME')).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('for a host that serves many', () => {
  const encoded = (args: unknown[]) => encode(new ValueWriter(64).value(args as never).written());
  const decode = (args: unknown[]) => decodeCallRequests(encoded(args), true)[0]!;

  it('arguments are measured', () => {
    expect(decode(['abc'])).toMatchObject({ args: ['abc'], sizeBytes: 5 });
  });

  it('large ones are read when they are asked for, and are what they were', () => {
    const args = [['x'.repeat(70_000), { a: [1, 2.5, null, true, -7, 2 ** 40] }]];
    const call = decode(args);
    expect(call.sizeBytes).toBeGreaterThan(70_000);
    expect(call.refused).toBeUndefined();
    expect(JSON.stringify(call.args)).toBe(JSON.stringify(args));
    expect(call.args).toBe(call.args);
  });

  it('too large ones are not read: the call is to be answered with what is said of them', () => {
    const call = decode(['x'.repeat(MAX_CALL_ARGUMENTS_BYTES)]);
    expect(call).toMatchObject({ args: [], sizeBytes: 0 });
    expect(call.refused).toBe(
      `the arguments of s.f are ${MAX_CALL_ARGUMENTS_BYTES + 6} bytes, at most ${MAX_CALL_ARGUMENTS_BYTES} are taken`,
    );
  });

  it('too many values are not read either', () => {
    const call = decode([Array(MAX_CALL_ARGUMENTS_VALUES).fill(1)]);
    expect(call.refused).toMatch(/^the arguments of s\.f have more than 1100000 values/);
  });

  it('counts values as they are read', () => {
    const count = (value: unknown): number => {
      if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + count(item), 1);
      if (value === null || typeof value !== 'object') return 1;
      return Object.values(value).reduce((sum: number, item) => sum + 1 + count(item), 1);
    };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const bytes = new ValueWriter(64).value(value as never).written();
        const reader = new ValueReader(bytes);
        expect(reader.countValues(1_000_000)).toBe(count(value));
        reader.end();
      }),
    );
  });
});
