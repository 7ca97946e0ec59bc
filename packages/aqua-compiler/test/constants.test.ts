import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { compileFile } from '../src/compiler.js';
import { constantText, parseConstant } from '../src/constants.js';
import { job } from './fixture.js';

describe('constants', () => {
  it.each([
    ['N=text', '"text"'],
    ['N="quoted text"', '"quoted text"'],
    ['N=5', '5'],
    ['N=-1.5', '-1.5'],
    ['N=true', 'true'],
    ['N=a=b', '"a=b"'],
    ['N=', '""'],
  ])('%s reaches the compiled script as %s', async (written, literal) => {
    const folder = tempFolder({
      'a.aqua': 'aqua A\nimport Op from "op.aqua"\nexport f\nfunc f():\n    Op.put(N)\n',
    });
    folder.write('op.aqua', 'aqua Ops declares *\nservice Op("op"):\n    put(x: ⊤)\n');
    const options = { ...job(folder).options, constants: [parseConstant(written)] };
    const compiled = await compileFile(folder.at('a.aqua'), [], options);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    expect(compiled.result.functions.f?.script).toContain(`("op" "put") [${literal}]`);
  });

  it.each(['N', '=5', 'n=5', 'N="a"b"', 'N=a\nb'])('refuses %j', (written) => {
    expect(() => parseConstant(written)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });

  it('refuses text that would end the literal early', () => {
    expect(() => constantText('N', 'a" b')).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });
});
