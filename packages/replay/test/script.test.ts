import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../src/index.js';
import { RandomScript, seeded } from './utils/random-script.js';

describe('reading a script', () => {
  it('finds each instruction, where it stands, and what it stands in', () => {
    const script = '(seq (call "p" ("s" "f") ["a ) b" x.$.[0]] y) (xor (ap y $s) (null)))';
    const found = readScript(script);
    expect(found.map(({ kind, parent }) => [kind, parent])).toEqual([
      ['seq', undefined],
      ['call', 0],
      ['xor', 0],
      ['ap', 2],
      ['null', 2],
    ]);
    for (const { kind, start, end } of found) {
      expect(script.slice(start, start + kind.length + 1)).toBe(`(${kind}`);
      expect(script[end - 1]).toBe(')');
    }
    expect(found[1]?.head).toBe('call "p" ("s" "f") ["a ) b" x.$.[0]] y');
    expect(found[2]?.head).toBe('xor');
  });

  it('counts bytes, as AquaVM does', () => {
    const script = '(seq (ap "ß→" x) (null))';
    const [, , nothing] = readScript(script);
    expect(nothing?.start).toBe(new TextEncoder().encode('(seq (ap "ß→" x) ').length);
  });

  it('takes an iterable in brackets, and comments, for no instructions', () => {
    const script = '; (call\n(seq (ap ("call" 1) %m) (call %init_peer_id% ("call" "seq") []))';
    expect(readScript(script).map(({ kind }) => kind)).toEqual(['seq', 'ap', 'call']);
  });

  it('closes what it opens in scripts of any shape', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const script = new RandomScript(seeded(seed), ['a', 'b', 'c', 'lost']).make();
        const found = readScript(script);
        expect(found[0]).toMatchObject({ start: 0, end: script.length });
        for (const { parent, start, end } of found.slice(1)) {
          expect(start).toBeGreaterThan(found[parent!]!.start);
          expect(end).toBeLessThan(found[parent!]!.end);
        }
      }),
    );
  });

  it.each([
    ['', 'does not end'],
    ['(seq (null)', 'does not end'],
    ['(null))', 'a bracket too many'],
    ['(ap "x', 'a quote does not end'],
    ['(new $s '.repeat(20_000), 'too many instructions'],
  ])('refuses what is none: %.20s', (script, why) => {
    expect(() => readScript(script)).toThrow(
      expect.objectContaining({ code: 'REPLAY_BAD_SCRIPT', message: expect.stringContaining(why) }),
    );
  });
});
