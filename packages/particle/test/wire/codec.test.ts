import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ID_BYTES, MAX_PEER_ID_BYTES } from '../../src/constants.js';
import { ParticleError } from '../../src/errors.js';
import { decodePayload, encodePayload } from '../../src/wire/codec.js';
import { anyParticle } from '../utils/arbitraries.js';
import { errorCode } from '../utils/error-code.js';
import { hex, pack, payloadOf, unpack } from '../utils/msgpack.js';
import { readable, readableMessage } from '../utils/readable.js';
import { sample, samplePairs } from '../utils/sample.js';

const decodePairs = (replace: Record<string, Uint8Array>) => decodePayload(payloadOf(samplePairs(replace)));

describe('encodePayload', () => {
  it('is undone by decodePayload for any particle', () => {
    fc.assert(
      fc.property(anyParticle, (particle) => {
        expect(readableMessage(decodePayload(encodePayload(particle)))).toEqual(readable(particle));
      }),
    );
  });

  it('writes what another MessagePack library reads, bytes as bin', () => {
    const payload = encodePayload(sample);
    expect(payload.subarray(0, 3)).toEqual(hex('81 04 88'));
    expect(unpack(payload.subarray(2))).toEqual({
      action: 'Particle',
      id: sample.id,
      init_peer_id: sample.initPeerId,
      timestamp: BigInt(sample.timestamp),
      ttl: sample.ttl,
      script: sample.script,
      signature: sample.signature,
      data: sample.data,
    });
  });

  it('keeps a byte order mark, which the signature covers', () => {
    const particle = { ...sample, script: '\ufeff(null)' };
    expect(decodePayload(encodePayload(particle))).toEqual({ kind: 'particle', particle });
  });

  it.each([
    { id: 'a negative timestamp', change: { timestamp: -1 }, code: 'OUT_OF_RANGE' },
    { id: 'a fractional timestamp', change: { timestamp: 1.5 }, code: 'OUT_OF_RANGE' },
    { id: 'an unsafe timestamp', change: { timestamp: 2 ** 53 }, code: 'OUT_OF_RANGE' },
    { id: 'a ttl beyond u32', change: { ttl: 2 ** 32 }, code: 'OUT_OF_RANGE' },
    { id: 'a ttl that is not a number', change: { ttl: Number.NaN }, code: 'OUT_OF_RANGE' },
    { id: 'a long id', change: { id: 'x'.repeat(MAX_ID_BYTES + 1) }, code: 'FIELD_TOO_LONG' },
    {
      id: 'a long peer id',
      change: { initPeerId: 'x'.repeat(MAX_PEER_ID_BYTES + 1) },
      code: 'FIELD_TOO_LONG',
    },
    { id: 'lone surrogates', change: { script: 'a\ud800b' }, code: 'BAD_TEXT' },
  ])('refuses $id', ({ change, code }) => {
    expect(errorCode(() => encodePayload({ ...sample, ...change }))).toBe(code);
  });
});

describe('decodePayload', () => {
  it('takes keys in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(samplePairs(), { minLength: 8 }), (pairs) => {
        expect(decodePayload(payloadOf(pairs))).toEqual({ kind: 'particle', particle: sample });
      }),
    );
  });

  it('reads bytes written as arrays of integers', () => {
    const replace = { signature: pack([...sample.signature]), data: pack([...sample.data]) };
    expect(decodePairs(replace)).toEqual({ kind: 'particle', particle: sample });
  });

  it('reads a megabyte array of integers and an empty one', () => {
    const data = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 151) & 0xff);
    const replace = { data: pack(Array.from(data)), signature: hex('90') };
    const message = decodePairs(replace);
    if (message.kind !== 'particle') throw new Error('expected a particle');
    expect(Buffer.from(message.particle.data).equals(data)).toBe(true);
    expect(message.particle.signature).toEqual(new Uint8Array(0));
  });

  it('reads array items in every integer form', () => {
    const wide = 'cf 0000000000000005 d3 0000000000000005';
    const data = hex(`dc 000a 05 cc 05 cd 0005 ce 00000005 d0 05 d1 0005 d2 00000005 ${wide} cd 00ff`);
    const message = decodePairs({ data });
    expect(message).toMatchObject({ particle: { data: Uint8Array.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 255) } });
  });

  it.each([
    { id: 'fixint', value: '07', expected: 7 },
    { id: 'uint8', value: 'cc ff', expected: 255 },
    { id: 'uint16', value: 'cd ffff', expected: 65_535 },
    { id: 'uint32', value: 'ce ffffffff', expected: 0xffff_ffff },
    { id: 'uint64', value: 'cf 001fffffffffffff', expected: Number.MAX_SAFE_INTEGER },
    { id: 'int8', value: 'd0 7f', expected: 127 },
    { id: 'int16', value: 'd1 7fff', expected: 32_767 },
    { id: 'int32', value: 'd2 7fffffff', expected: 0x7fff_ffff },
    { id: 'int64', value: 'd3 0000018bf1d9c693', expected: 0x18bf1d9c693 },
  ])('reads a timestamp as $id', ({ value, expected }) => {
    expect(decodePairs({ timestamp: hex(value) })).toMatchObject({ particle: { timestamp: expected } });
  });

  it('ignores unknown keys whatever their value and type', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.oneof(
          fc.string().map((key) => `?${key}`),
          fc.integer(),
          fc.constant(null),
        ),
        fc.nat(8),
        (value, key, at) => {
          const pairs: [unknown, Uint8Array][] = samplePairs();
          pairs.splice(at, 0, [key, pack(value)]);
          expect(decodePayload(payloadOf(pairs))).toEqual({ kind: 'particle', particle: sample });
        },
      ),
    );
  });

  it.each([
    'c0',
    'c2',
    'c3',
    'c4 01 00',
    'c5 0001 00',
    'c6 00000001 00',
    'c7 02 05 0000',
    'c8 0002 05 0000',
    'c9 00000002 05 0000',
    'ca 00000000',
    'cb 0000000000000000',
    'd4 05 00',
    'd5 05 0000',
    'd6 05 00000000',
    'd7 05 0000000000000000',
    'd8 05 00000000000000000000000000000000',
    'd9 01 61',
    'da 0001 61',
    'db 00000001 61',
    'dc 0001 c0',
    'dd 00000001 c0',
    'de 0001 c0 c0',
    'df 00000001 c0 c0',
    'e0',
    'ff',
    '91 82 01 90 02 a1 61',
  ])('reads over an unknown value %s', (value) => {
    const pairs: [unknown, Uint8Array][] = [['stranger', hex(value)], ...samplePairs()];
    expect(decodePayload(payloadOf(pairs))).toMatchObject({ kind: 'particle' });
  });

  it('reads over a million nested arrays without a stack', () => {
    const nested = new Uint8Array(1_000_001).fill(0x91);
    nested[1_000_000] = 0xc0;
    const pairs: [unknown, Uint8Array][] = [['deep', nested], ...samplePairs()];
    expect(decodePayload(payloadOf(pairs))).toMatchObject({ kind: 'particle' });
  });

  it('tells an upgrade from a particle', () => {
    expect(decodePayload(payloadOf([['action', pack('Upgrade')]]))).toEqual({ kind: 'upgrade' });
    const pairs: [string, Uint8Array][] = [
      ['why', pack({ a: [1] })],
      ['action', pack('Upgrade')],
    ];
    expect(decodePayload(payloadOf(pairs))).toEqual({ kind: 'upgrade' });
  });

  it('returns bytes that can be transferred without harm to the payload or to each other', () => {
    const payload = encodePayload(sample);
    const message = decodePayload(payload);
    if (message.kind !== 'particle') throw new Error('expected a particle');
    const { data, signature } = message.particle;
    expect(data.buffer.byteLength).toBe(data.length);
    structuredClone(data, { transfer: [data.buffer as ArrayBuffer] });
    expect(signature).toEqual(sample.signature);
    expect(decodePayload(payload)).toEqual({ kind: 'particle', particle: sample });
  });
});

describe('decodePayload refuses', () => {
  it.each([
    { id: 'nothing', payload: hex(''), code: 'WRONG_PREFIX' },
    { id: 'half a prefix', payload: hex('81'), code: 'WRONG_PREFIX' },
    { id: 'another codec', payload: hex('80 04 80'), code: 'WRONG_PREFIX' },
    { id: 'JSON of 2023', payload: Buffer.from('{"action":"Particle"}'), code: 'WRONG_PREFIX' },
    { id: 'a prefix alone', payload: hex('81 04'), code: 'MALFORMED' },
    { id: 'an array instead of a map', payload: hex('81 04 91 01'), code: 'WRONG_TYPE' },
    { id: 'more pairs than bytes', payload: hex('81 04 df ffffffff'), code: 'MALFORMED' },
    { id: 'the reserved byte', payload: hex('81 04 81 a1 61 c1'), code: 'MALFORMED' },
    {
      id: 'an array head larger than the input',
      payload: hex('81 04 81 a1 61 dd ffffffff'),
      code: 'MALFORMED',
    },
    { id: 'a map head larger than the input', payload: hex('81 04 81 a1 61 df ffffffff'), code: 'MALFORMED' },
    { id: 'an empty map', payload: hex('81 04 80'), code: 'MISSING_KEY' },
  ])('$id', ({ payload, code }) => {
    expect(errorCode(() => decodePayload(payload))).toBe(code);
  });

  it.each([
    { id: 'bin for a string', replace: { id: hex('c4 01 61') }, code: 'WRONG_TYPE' },
    { id: 'an integer for a string', replace: { script: hex('05') }, code: 'WRONG_TYPE' },
    { id: 'a string for bytes', replace: { data: hex('a1 61') }, code: 'WRONG_TYPE' },
    { id: 'nil for bytes', replace: { signature: hex('c0') }, code: 'WRONG_TYPE' },
    { id: 'a float for an integer', replace: { timestamp: hex('cb 42778bf1d9c69300') }, code: 'WRONG_TYPE' },
    { id: 'a string for an integer', replace: { ttl: hex('a1 31') }, code: 'WRONG_TYPE' },
    {
      id: 'a timestamp beyond 2^53',
      replace: { timestamp: hex('cf 0020000000000000') },
      code: 'OUT_OF_RANGE',
    },
    { id: 'a negative int8', replace: { timestamp: hex('d0 ff') }, code: 'OUT_OF_RANGE' },
    { id: 'a negative int16', replace: { timestamp: hex('d1 ffff') }, code: 'OUT_OF_RANGE' },
    { id: 'a negative int32', replace: { timestamp: hex('d2 ffffffff') }, code: 'OUT_OF_RANGE' },
    { id: 'a negative int64', replace: { timestamp: hex('d3 ffffffffffffffff') }, code: 'OUT_OF_RANGE' },
    { id: 'a negative fixint', replace: { ttl: hex('ff') }, code: 'OUT_OF_RANGE' },
    { id: 'a ttl beyond u32', replace: { ttl: hex('cf 0000000100000000') }, code: 'OUT_OF_RANGE' },
    { id: 'an item above 255', replace: { data: hex('91 cd 0100') }, code: 'OUT_OF_RANGE' },
    { id: 'a negative item', replace: { data: hex('92 01 d0 80') }, code: 'OUT_OF_RANGE' },
    { id: 'an item of another type', replace: { data: hex('92 01 a0') }, code: 'WRONG_TYPE' },
    { id: 'ill-formed UTF-8', replace: { script: hex('a2 c3 28') }, code: 'BAD_TEXT' },
    { id: 'an encoded surrogate', replace: { script: hex('a3 ed a0 80') }, code: 'BAD_TEXT' },
    { id: 'a long id', replace: { id: pack('x'.repeat(MAX_ID_BYTES + 1)) }, code: 'FIELD_TOO_LONG' },
    { id: 'a long peer id', replace: { init_peer_id: pack('x'.repeat(200)) }, code: 'FIELD_TOO_LONG' },
    { id: 'another action', replace: { action: pack('Particles') }, code: 'UNKNOWN_ACTION' },
    { id: 'a long action', replace: { action: pack('x'.repeat(100)) }, code: 'FIELD_TOO_LONG' },
    { id: 'four gigabytes of bin', replace: { data: hex('c6 ffffffff') }, code: 'MALFORMED' },
    { id: 'four billion items', replace: { data: hex('dd ffffffff') }, code: 'MALFORMED' },
    { id: 'four gigabytes of text', replace: { data: hex('90'), zz: hex('db ffffffff') }, code: 'MALFORMED' },
  ])('$id', ({ replace, code }) => {
    expect(errorCode(() => decodePairs(replace))).toBe(code);
  });

  it('accepts U+FFFD itself', () => {
    expect(decodePairs({ script: pack('a\ufffdb') })).toMatchObject({ particle: { script: 'a\ufffdb' } });
  });

  it.each(samplePairs().map(([key]) => key))('a particle without %s', (key) => {
    const pairs = samplePairs().filter(([name]) => name !== key);
    expect(errorCode(() => decodePayload(payloadOf(pairs)))).toBe('MISSING_KEY');
  });

  it.each(samplePairs())('%s given twice', (key, value) => {
    expect(errorCode(() => decodePayload(payloadOf([...samplePairs(), [key, value]])))).toBe('DUPLICATE_KEY');
  });

  it('bytes behind the map', () => {
    const payload = Buffer.concat([encodePayload(sample), Buffer.of(0xc0)]);
    expect(errorCode(() => decodePayload(payload))).toBe('TRAILING_BYTES');
  });

  it('every proper prefix of a payload', () => {
    for (const payload of [encodePayload(sample), payloadOf(samplePairs({ data: pack([1, 200, 3]) }))]) {
      for (let size = 0; size < payload.length; size++) {
        expect(
          errorCode(() => decodePayload(payload.subarray(0, size))),
          `${size} bytes`,
        ).not.toBe('no error');
      }
    }
  });
});

describe('decodePayload on damaged input', () => {
  const survives = (payload: Uint8Array) => {
    try {
      decodePayload(payload);
    } catch (error) {
      expect(error).toBeInstanceOf(ParticleError);
    }
  };

  it('throws nothing but ParticleError for random bytes behind the prefix', () => {
    const payloads = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([hex('8104'), bytes]));
    fc.assert(fc.property(payloads, survives), { numRuns: 2000 });
  });

  it('throws nothing but ParticleError for mutations of good payloads', () => {
    const ints = samplePairs({ signature: pack([...sample.signature]), data: pack([...sample.data]) });
    const originals = fc.constantFrom(encodePayload(sample), payloadOf(ints));
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(originals, changes, (original, edits) => {
        const payload = Uint8Array.from(original);
        for (const [at, value] of edits) payload[2 + (at % (payload.length - 2))] = value;
        survives(payload);
      }),
      { numRuns: 5000 },
    );
  });
});
