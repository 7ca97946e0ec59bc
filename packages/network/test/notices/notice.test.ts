import { generateKeyPair } from '@noctiluca/particle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNotice, encodeNotice, type Notice } from '../../src/notices/notice.js';

const peerId = generateKeyPair().peerId;
const notice = (parts: Partial<Notice> = {}): Notice => ({
  particleId: 'p',
  signature: new Uint8Array([1, 2, 255]),
  peerId,
  code: 'not-found',
  text: 'no such peer',
  isLost: true,
  ...parts,
});
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a notice', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 64, unit: 'grapheme' }),
        fc.uint8Array({ maxLength: 128 }),
        fc.boolean(),
        (particleId, signature, isLost) => {
          const written = notice({ particleId, signature, isLost });
          expect(decodeNotice(encodeNotice(written)!)).toEqual(written);
        },
      ),
    );
  });

  it('has a text of one printable line, cut to its bound', () => {
    const text = `\u001b[31mred\u0007\nnext\u2028line ${'x'.repeat(1_000)}`;
    const read = decodeNotice(encodeNotice(notice({ text }))!)!;
    expect(read.text).toMatch(/^\[31mred next line x+…$/);
    expect(read.text).toHaveLength(400);
    const raw = { ...notice(), signature: '', text };
    expect(decodeNotice(json(raw))?.text).toBe(read.text);
  });

  it('that is too long is not written', () => {
    expect(encodeNotice(notice({ particleId: '\u0001'.repeat(1_024) }))).toBeDefined();
    expect(encodeNotice(notice({ particleId: '\u0001'.repeat(2_048) }))).toBeUndefined();
  });

  it.each([
    ['no JSON', new Uint8Array([0x7b])],
    ['no UTF-8', new Uint8Array([0xff])],
    ['no object', json(null)],
    ['without an id', json({ ...notice(), signature: '', particleId: undefined })],
    ['of a peer that is none', json({ ...notice(), signature: '', peerId: 'x' })],
    ['with a code of other characters', json({ ...notice(), signature: '', code: 'Not Found' })],
    ['with a long code', json({ ...notice(), signature: '', code: 'x'.repeat(41) })],
    ['with a signature that is no base64', json({ ...notice(), signature: '!' })],
    ['with a long signature', json({ ...notice(), signature: btoa('x'.repeat(129)) })],
  ])('%s is none', (_, bytes) => {
    expect(decodeNotice(bytes)).toBeUndefined();
  });

  it('survives no input with an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.json(), (bytes, text) => {
        decodeNotice(bytes);
        decodeNotice(new TextEncoder().encode(text));
      }),
    );
  });
});
