import { tempFolder } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beautify } from '../../src/air/beautify.js';
import { runCli } from '../utils/run-cli.js';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

describe('AIR for people', () => {
  // What upstream's wasm 0.3.9 prints of the same.
  it.each([
    ['(null)', lines('null')],
    [
      '(seq (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-) (call -relay- ("op" "noop") []))',
      lines('-relay- <- call %init_peer_id% ("getDataSrv", "-relay-") []', 'call -relay- ("op", "noop") []'),
    ],
    [
      '(par (seq (null) (never)) (xor (null) (fail 1 "m")))',
      lines(
        ...['par:', '    null', '    never', '|'],
        ...['    try:', '        null', '    catch:', '        fail 1 "m"'],
      ),
    ],
    [
      '(new $xs (fold $xs i (seq (call i ("b" "c") [i.$.a! 1.50 ""] $o) (next i)) (null)))',
      lines(
        ...['new $xs:', '    fold $xs i:', '        $o <- call i ("b", "c") [i.$.a, 1.5, ""]'],
        ...['        next i', '    last:', '        null'],
      ),
    ],
    ['(mismatch a b.$.x.[1].y (ap ("k" x) %m)) ; why', lines('mismatch a b.$.x.[1].y:', '    ap ("k" x) %m')],
    ['(canon p %m #%m)', lines('canon p %m #%m')],
    ['(call "a(b" ("s ; t" "f") [[] %timestamp%])', lines('call "a(b" ("s ; t", "f") [[], %timestamp%]')],
  ])('of %s', (script, text) => {
    expect(beautify(script)).toBe(text);
  });

  it.each([
    ['', '1:1'],
    ['(seq (null)', '1:1'],
    ['(seq (null)\n (nul))', '2:2'],
    ['(seq (null))', '1:1'],
    ['(call "a" "b" [])', '1:1'],
    ['(null) (null)', '1:1'],
    ['(null))', '1:7'],
    ['(ap "x y)', '1:5'],
    ['(null]', '1:6'],
    ['word', '1:1'],
  ])('tells where %j is wrong', (script, place) => {
    expect(() => beautify(script)).toThrow(expect.objectContaining({ code: 'AIR_INVALID' }));
    expect(() => beautify(script)).toThrow(new RegExp(`^${place}: `));
  });

  it('takes scripts that nest as deeply as they are long', () => {
    const depth = 50_000;
    const script = `${'(seq (null) '.repeat(depth)}(null)${')'.repeat(depth)}`;
    expect(beautify(script).split('\n')).toHaveLength(depth + 2);
  });

  it('ends with a line of its own for whatever it is given', () => {
    const part = fc.constantFrom('(', ')', '[', ']', '"', ' ', 'seq', 'call', 'null', '$x', '1.0', ';', '\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        try {
          return beautify(parts.join('')).endsWith('\n');
        } catch (error) {
          return (error as { code?: string }).code === 'AIR_INVALID';
        }
      }),
    );
  });
});

describe('air beautify', () => {
  it('prints a file', async () => {
    const folder = tempFolder({ 'a.air': '(seq (null) (null))' });
    expect(await runCli(folder.root, ['air', 'b', 'a.air'])).toMatchObject({
      stdout: 'null\nnull\n',
      exitCode: 0,
    });
  });

  it.each(['missing.air', 'broken.air'])('says what is wrong with %s', async (file) => {
    const folder = tempFolder({ 'broken.air': '(seq' });
    const { stderr, exitCode } = await runCli(folder.root, ['air', 'beautify', file]);
    expect(stderr).toContain(folder.at(file));
    expect(exitCode).toBe(1);
  });
});
