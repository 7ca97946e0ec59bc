import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { compileFile } from '../src/compiler.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import { job } from './fixture.js';

// The texts come from the real compiler: what it says is what is taken apart here.
const cases = [
  {
    id: 'a syntax error',
    text: 'aqua X\nexport f\nfunc f() -> string:\n    <- 1 +\n',
    place: '4:10',
    kind: 'syntax error',
    says: 'Expected one of these strings',
  },
  {
    id: 'an import that cannot be found',
    text: 'aqua X\nimport "nope.aqua"\n',
    place: '2:8',
    kind: 'cannot resolve imports',
    says: "'nope.aqua' could not be resolved, tried:",
  },
  {
    id: 'a declaration of what is not there',
    text: 'aqua X declares g\n',
    place: '1:17',
    kind: 'header error',
    says: 'g',
  },
];

describe('diagnostics', () => {
  it.each(cases)('$id has its place, its kind and the line', async ({ text, place, kind, says }) => {
    const folder = tempFolder({ 'src/main.aqua': text });
    const compiled = await compileFile(folder.at('src/main.aqua'), [], job(folder).options);
    if (compiled.ok) throw new Error('compiled');
    const shown = formatDiagnostic(compiled.diagnostics[0]!, folder.root);
    const [head, line, marker] = shown.split('\n');
    expect(head).toContain(`src/main.aqua:${place} error (${kind}): `);
    expect(head).toContain(says);
    expect(line).toContain(text.split('\n')[Number(place.split(':')[0]) - 1]);
    expect(marker).toMatch(/^\s+\^/);
    expect(shown).not.toContain('\u001b');
  });

  it('keeps a message without a place whole', async () => {
    const folder = tempFolder({
      'a.aqua': 'aqua A\nimport "b.aqua"\n',
      'b.aqua': 'aqua B\nimport "a.aqua"\n',
    });
    const compiled = await compileFile(folder.at('a.aqua'), [], job(folder).options);
    if (compiled.ok) throw new Error('compiled');
    expect(formatDiagnostic(compiled.diagnostics[0]!, folder.root)).toMatch(
      /^error: Cycle loops detected in imports/,
    );
  });
});
