import { describe, expect, it } from 'vitest';
import { DECOMPRESS, PUBLIC_KEY, SIGN, VERIFY } from '../../src/signatures/hooked-functions.js';
import { SignatureHost } from '../../src/signatures/signature-host.js';
import { SigningKey } from '../../src/signatures/signing-key.js';

const FRAME = 0;
const OUT = 100;
const KEY = 400;
const MESSAGE = 1000;
const SIGNATURE = 2000;
const SEED = new Uint8Array(32).fill(5);
const OTHER_SEED = new Uint8Array(32).fill(6);
const message = Uint8Array.from(Buffer.from('what is signed'));

/** A host, and the memory of a module that asks it. */
function ask() {
  const host = new SignatureHost();
  const memory = new Uint8Array(4096);
  const call = (descriptor: number, ...parameters: number[]) => {
    const view = new DataView(memory.buffer);
    for (const [i, parameter] of parameters.entries()) view.setUint32(FRAME + 4 * i, parameter, true);
    return host.call(descriptor, FRAME, memory);
  };
  const take = (at: number, length: number) => memory.slice(at, at + length);
  memory.set(message, MESSAGE);
  return { host, memory, call, take, sign: () => call(SIGN.ask, OUT, KEY, MESSAGE, message.length) };
}

describe('the host of hooked AquaVM', () => {
  it('signs with the key of the invocation', () => {
    const { host, memory, sign, take } = ask();
    memory.set(SEED, KEY + 192);
    host.use(SEED);
    expect(sign()).toBe(0);
    expect(take(OUT, 65)).toStrictEqual(Uint8Array.of(0, ...new SigningKey(SEED).sign(message)));
  });

  it('leaves signing with any other key to the module', () => {
    const { host, memory, sign, take } = ask();
    memory.set(OTHER_SEED, KEY + 192);
    expect(sign()).toBeUndefined();
    host.use(SEED);
    expect(sign()).toBeUndefined();
    host.use(new Uint8Array(31));
    expect(sign()).toBeUndefined();
    expect(take(OUT, 65)).toStrictEqual(new Uint8Array(65));
  });

  it('follows a seed whose array has changed', () => {
    const { host, memory, sign } = ask();
    const seed = SEED.slice();
    host.use(seed);
    seed.set(OTHER_SEED);
    host.use(seed);
    memory.set(OTHER_SEED, KEY + 192);
    expect(sign()).toBe(0);
  });

  it('signs for many peers in turn', () => {
    const { host, memory, sign, take } = ask();
    for (let round = 0; round < 40; round += 1) {
      const seed = new Uint8Array(32).fill(round % 20);
      memory.set(seed, KEY + 192);
      host.use(seed);
      expect(sign()).toBe(0);
      expect(take(OUT + 1, 64)).toStrictEqual(Uint8Array.from(new SigningKey(seed).sign(message)));
    }
  });

  it('knows the public key of the invocation and of no other', () => {
    const { host, memory, call, take } = ask();
    memory.set(SEED, KEY);
    host.use(SEED);
    expect(call(PUBLIC_KEY.ask, OUT, KEY + 32)).toBe(0);
    expect(take(OUT, 32)).toStrictEqual(new SigningKey(SEED).publicKey);
    host.use(OTHER_SEED);
    expect(call(PUBLIC_KEY.ask, OUT, KEY + 32)).toBeUndefined();
  });

  it('says of a good signature that it is, and of no other anything', () => {
    const { memory, call, take } = ask();
    const key = new SigningKey(SEED);
    const verify = () => call(VERIFY.ask, OUT, KEY, MESSAGE, message.length, SIGNATURE);
    memory.set(key.publicKey, KEY);
    memory.set(key.sign(message), SIGNATURE);
    for (let again = 0; again < 2; again += 1) {
      memory.fill(1, OUT, OUT + 4);
      expect(verify()).toBe(0);
      expect(take(OUT, 4)).toStrictEqual(new Uint8Array(4));
    }
    for (const at of [SIGNATURE, KEY, MESSAGE]) {
      memory[at]! ^= 1;
      expect(verify()).toBeUndefined();
      memory[at]! ^= 1;
    }
    expect(verify()).toBe(0);
  });

  it('gives back the points that it was told of', () => {
    const { memory, call, take } = ask();
    memory.set(new SigningKey(SEED).publicKey, KEY);
    expect(call(DECOMPRESS.ask, OUT, KEY)).toBeUndefined();
    memory.set(Uint8Array.of(1, 0, 0, 0, ...new Uint8Array(160).fill(9)), OUT);
    call(DECOMPRESS.tell!, OUT, KEY);
    memory.fill(0, OUT, OUT + 164);
    expect(call(DECOMPRESS.ask, OUT, KEY)).toBe(0);
    expect(take(OUT, 164)).toStrictEqual(Uint8Array.of(1, 0, 0, 0, ...new Uint8Array(160).fill(9)));
  });

  it('does not remember a key that has no point', () => {
    const { call } = ask();
    call(DECOMPRESS.tell!, OUT, KEY);
    expect(call(DECOMPRESS.ask, OUT, KEY)).toBeUndefined();
  });

  it('has no answer to what leads outside of the memory, nor to another question', () => {
    const { host, call, memory } = ask();
    host.use(SEED);
    for (const descriptor of [PUBLIC_KEY.ask, SIGN.ask, VERIFY.ask, DECOMPRESS.ask]) {
      expect(call(descriptor, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1, 5000)).toBeUndefined();
      expect(host.call(descriptor, 4090, memory)).toBeUndefined();
    }
    expect(call(-1, OUT, KEY)).toBeUndefined();
  });
});
