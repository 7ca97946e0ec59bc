import { tempFolder } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFile } from '../src/compiler.js';
import { importFolders, importMap, resolveImport, scanImports } from '../src/imports.js';
import { job } from './fixture.js';

describe('scanImports', () => {
  it.each([
    ['import "a.aqua"', ['a.aqua']],
    ['import A, B as C from "a/b.aqua"', ['a/b.aqua']],
    ['use "a.aqua" as A', ['a.aqua']],
    ['use f, g from "a.aqua" as A', ['a.aqua']],
    ['import A,\n    B from "a.aqua"\nimport "b"', ['a.aqua', 'b']],
    ['import "a.aqua" -- because\r\nimport "b.aqua"', ['a.aqua', 'b.aqua']],
    ['-- import "a.aqua"', []],
    ['func f():\n    call("import")', []],
  ])('reads %j', (text, expected) => {
    expect(scanImports(`aqua X\n${text}\n`)).toEqual(expected);
  });

  it('finds every import among other lines', () => {
    const path = fc.stringMatching(/^[a-z@][a-z0-9/@._-]{0,20}$/);
    const other = fc.constantFrom(
      '',
      '-- a comment',
      'export f',
      'const A = "text"',
      'data D:\n    a: string',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(path, other)), (lines) => {
        const text = lines.map(([each, noise]) => `import "${each}"\n${noise}`).join('\n');
        expect(scanImports(text)).toEqual([...new Set(lines.map(([each]) => each))]);
      }),
    );
  });
});

describe('resolveImport', () => {
  it('looks beside the file first, then through the folders in their order', () => {
    const folder = tempFolder({
      'a/x.aqua': '',
      'b/x.aqua': '',
      'b/y.aqua': '',
      'src/z.aqua': '',
      'b/z.aqua': '',
    });
    const from = folder.at('src/main.aqua');
    const folders = [folder.at('a'), folder.at('b')];
    expect(resolveImport(from, 'x.aqua', folders)).toBe(folder.at('a/x.aqua'));
    expect(resolveImport(from, 'y', folders)).toBe(folder.at('b/y.aqua'));
    expect(resolveImport(from, 'z.aqua', folders)).toBe(folder.at('src/z.aqua'));
    expect(resolveImport(from, '../b/y.aqua', [])).toBe(folder.at('b/y.aqua'));
    expect(resolveImport(from, 'nowhere.aqua', folders)).toBeUndefined();
  });
});

describe('the registry', () => {
  const names = ['@noctiluca/registry/resources-api.aqua', '@fluencelabs/registry/resources-api.aqua'];

  it.each(names)('comes with the program as %s', (written) => {
    const folder = tempFolder();
    const found = resolveImport(folder.at('main.aqua'), written, []);
    expect(found).toMatch(/registry\/resources-api\.aqua$/);
    expect(importMap([])['/']![written.replace('resources-api.aqua', '')]).toEqual([
      found!.replace('resources-api.aqua', ''),
    ]);
  });

  it.each(names)("gives way to the project's own %s", async (written) => {
    const folder = tempFolder({
      [`node_modules/${written}`]: 'aqua Own declares *\n\nfunc own() -> string:\n    <- "own"\n',
      'main.aqua': `aqua Main\n\nimport "${written}"\n\nexport own\n`,
    });
    const folders = [folder.at('node_modules')];
    const main = folder.at('main.aqua');
    expect(resolveImport(main, written, folders)).toBe(folder.at(`node_modules/${written}`));
    const compiled = await compileFile(main, folders, job(folder).options);
    expect(compiled).toMatchObject({ ok: true, result: { functions: { own: {} } } });
  });

  it('leaves other libraries of such a name alone', () => {
    const folder = tempFolder({ 'node_modules/@fluencelabs/registry-extras/a.aqua': '' });
    expect(
      resolveImport(folder.at('main.aqua'), '@fluencelabs/registry-extras/a.aqua', [
        folder.at('node_modules'),
      ]),
    ).toBe(folder.at('node_modules/@fluencelabs/registry-extras/a.aqua'));
  });
});

describe('importFolders', () => {
  it('puts what was named first, the project next, what comes with the program last', () => {
    const folder = tempFolder({
      'fluence.yaml': '',
      'flag/x': '',
      'listed/x': '',
      '.fluence/aqua/x': '',
      '.fluence/aqua-dependencies/node_modules/x': '',
      'node_modules/x': '',
    });
    const found = importFolders({
      flags: [folder.at('flag'), folder.at('absent')],
      aquaImports: [folder.at('listed')],
      projectRoot: folder.root,
      cwd: folder.root,
    });
    expect(found.slice(0, -1)).toEqual(
      ['flag', 'listed', '.fluence/aqua', '.fluence/aqua-dependencies/node_modules', 'node_modules'].map(
        (path) => folder.at(path),
      ),
    );
    expect(
      resolveImport(folder.at('x'), '@fluencelabs/aqua-lib/builtin.aqua', found.slice(-1)),
    ).toBeDefined();
  });

  it('takes the modules of the nearest package outside of a project', () => {
    const folder = tempFolder({ 'package.json': '{}', 'node_modules/x': '', 'deep/er/x': '' });
    expect(importFolders({ cwd: folder.at('deep/er') })[0]).toBe(folder.at('node_modules'));
  });
});
