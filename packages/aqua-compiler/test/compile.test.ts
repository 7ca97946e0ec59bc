import { existsSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { constantText } from '../src/index.js';
import { compile, job, source } from './fixture.js';

const states = (report: Awaited<ReturnType<typeof compile>>) =>
  report.files.flatMap((file) => file.outputs.map((output) => output.state));

describe('compileProject', () => {
  it('mirrors the tree below the input and passes over files that export nothing', async () => {
    const folder = tempFolder({
      'src/one.aqua': source('One', '1'),
      'src/deep/er/two.aqua': source('Two', '2'),
      'src/lib.aqua': 'aqua Lib declares *\nfunc lib() -> string:\n    <- "lib"\n',
      'src/notes.txt': 'no Aqua',
    });
    const report = await compile(folder);
    expect(report.ok).toBe(true);
    expect(report.files.flatMap((file) => file.outputs.map(({ path }) => path))).toEqual([
      folder.at('out/deep/er/two.ts'),
      folder.at('out/one.ts'),
    ]);
    expect(existsSync(folder.at('out/lib.ts'))).toBe(false);
    expect(folder.read('out/one.ts')).toContain('export function one(');
  });

  it('writes JavaScript with its types, and AIR with a file per function', async () => {
    const folder = tempFolder({ 'src/one.aqua': source('One', '1') });
    const made = await compile(folder, 'write', [job(folder, { target: 'js' })]);
    expect(made.files[0]?.outputs.map(({ path }) => path)).toEqual([
      folder.at('out/one.js'),
      folder.at('out/one.d.ts'),
    ]);
    expect(folder.read('out/one.d.ts')).toContain('export type OneResult = Promise<string>');
    await compile(folder, 'write', [job(folder, { target: 'air' })]);
    expect(folder.read('out/one.one.air')).toMatch(/^\(xor[\s\S]*"callbackSrv" "response"/);
  });

  it('gives the compiler the options and constants', async () => {
    const folder = tempFolder({
      'src/one.aqua':
        'aqua One\nexport one\nconst WHO ?= "nobody"\nservice S("s"):\n    s() -> string\n\nfunc one() -> string:\n    on "peer":\n        x <- S.s()\n    <- WHO\n',
    });
    const air = async (options: Parameters<typeof job>[1]) => {
      await compile(folder, 'write', [job(folder, { target: 'air', ...options })]);
      return folder.read('out/one.one.air');
    };
    expect(await air({})).toContain('"nobody"');
    expect(await air({})).toContain('"-relay-"');
    expect(await air({ constants: [constantText('WHO', 'somebody')] })).toContain('"somebody"');
    expect(await air({ noRelay: true })).not.toContain('-relay-');
    const xors = (script: string) => script.split('(xor').length;
    expect(xors(await air({ noXor: true }))).toBeLessThan(xors(await air({})));
    expect((await air({ tracing: true })).length).toBeGreaterThan((await air({})).length);
  });

  it('finds the standard library without anything being installed', async () => {
    const folder = tempFolder({
      'src/one.aqua':
        'aqua One\nimport Peer from "@fluencelabs/aqua-lib/builtin.aqua"\nexport now\nfunc now() -> u64:\n    on HOST_PEER_ID:\n        t <- Peer.timestamp_ms()\n    <- t\n',
    });
    expect((await compile(folder)).ok).toBe(true);
  });

  it('compiles the other files when one has errors, and leaves the output of that one alone', async () => {
    const folder = tempFolder({ 'src/bad.aqua': source('Bad', '1'), 'src/good.aqua': source('Good', '1') });
    await compile(folder);
    const before = folder.read('out/bad.ts');
    folder.write('src/bad.aqua', 'aqua Bad\nexport bad\nfunc bad() -> string:\n    <- nothing\n');
    folder.write('src/good.aqua', source('Good', '2'));
    const report = await compile(folder);
    expect(report.ok).toBe(false);
    expect(report.diagnostics.slice(0, 1)).toMatchObject([
      {
        severity: 'error',
        file: folder.at('src/bad.aqua'),
        line: 4,
        column: 8,
        message: expect.stringContaining("'nothing'"),
      },
    ]);
    expect(folder.read('out/bad.ts')).toBe(before);
    expect(folder.read('out/good.ts')).toContain('2');
  });

  it('refuses two sources for one output', async () => {
    const folder = tempFolder({ 'src/one.aqua': source('One', '1'), 'other/one.aqua': source('One', '2') });
    const jobs = [job(folder), { ...job(folder, {}, 'other'), name: 'other' }];
    await expect(compile(folder, 'dry', jobs)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('writes nothing in a dry run', async () => {
    const folder = tempFolder({ 'src/one.aqua': source('One', '1') });
    expect((await compile(folder, 'dry')).ok).toBe(true);
    expect(existsSync(folder.at('out'))).toBe(false);
  });
});

describe('the cache', () => {
  const library = (answer: string) => `aqua Lib declares *\nfunc lib() -> string:\n    <- "${answer}"\n`;
  const files = {
    'src/one.aqua':
      'aqua One\nimport "../lib/middle.aqua"\nexport one\nfunc one() -> string:\n    <- middle()\n',
    'lib/middle.aqua': 'aqua Middle declares *\nimport "deep.aqua"\nfunc middle() -> string:\n    <- lib()\n',
    'lib/deep.aqua': library('first'),
  };
  const cached = async (folder: ReturnType<typeof tempFolder>, jobs = [job(folder)]) =>
    (await compile(folder, 'write', jobs)).files.map((file) => file.cached);

  it('spares the compiler when nothing changed', async () => {
    const folder = tempFolder(files);
    expect(await cached(folder)).toEqual([false]);
    const again = await compile(folder);
    expect(again.files[0]?.cached).toBe(true);
    expect(states(again)).toEqual(['unchanged']);
  });

  it('notices a change in what an import imports', async () => {
    const folder = tempFolder(files);
    await compile(folder);
    folder.write('lib/deep.aqua', library('second'));
    const again = await compile(folder);
    expect(again.files[0]?.cached).toBe(false);
    expect(states(again)).toEqual(['updated']);
    expect(folder.read('out/one.ts')).toContain('second');
  });

  it('notices that an import now means another file', async () => {
    const folder = tempFolder({
      'src/one.aqua': 'aqua One\nimport "shared.aqua"\nexport one\nfunc one() -> string:\n    <- lib()\n',
      'node_modules/shared.aqua': library('far'),
    });
    await compile(folder);
    expect(folder.read('out/one.ts')).toContain('far');
    folder.write('src/shared.aqua', library('near'));
    await compile(folder);
    expect(folder.read('out/one.ts')).toContain('near');
  });

  it('keeps compilations with other options apart', async () => {
    const folder = tempFolder(files);
    await compile(folder);
    expect(await cached(folder, [job(folder, { noXor: true })])).toEqual([false]);
    expect(await cached(folder)).toEqual([true]);
  });

  it('brings back an output that was removed or changed', async () => {
    const folder = tempFolder(files);
    await compile(folder);
    const made = folder.read('out/one.ts');
    folder.write('out/one.ts', 'changed');
    expect(states(await compile(folder))).toEqual(['updated']);
    folder.remove('out');
    expect(states(await compile(folder))).toEqual(['created']);
    expect(folder.read('out/one.ts')).toBe(made);
  });

  it('takes an entry cut short for absent', async () => {
    const folder = tempFolder(files);
    await compile(folder);
    const { readdirSync } = await import('node:fs');
    for (const name of readdirSync(folder.at('.fluence/cache/aqua/entries'))) {
      folder.write(`.fluence/cache/aqua/entries/${name}`, '{"outputs":[');
    }
    expect(await cached(folder)).toEqual([false]);
  });
});

describe('check', () => {
  const prepared = async () => {
    const folder = tempFolder({ 'src/one.aqua': source('One', '1'), 'src/two.aqua': source('Two', '1') });
    await compile(folder);
    return folder;
  };

  it('is content with what was just written, with or without the cache', async () => {
    const folder = await prepared();
    expect((await compile(folder, 'check')).ok).toBe(true);
    folder.remove('.fluence');
    expect((await compile(folder, 'check')).ok).toBe(true);
    expect(existsSync(folder.at('.fluence/cache/aqua/written.json'))).toBe(false);
  });

  it('tells missing, stale and edited files apart and writes nothing', async () => {
    const folder = await prepared();
    folder.write('src/three.aqua', source('Three', '1'));
    folder.write('src/one.aqua', source('One', '2'));
    folder.write('out/two.ts', `${folder.read('out/two.ts')}// by hand`);
    const before = folder.read('out/one.ts');
    const report = await compile(folder, 'check');
    expect(report.ok).toBe(false);
    expect(states(report)).toEqual(['stale', 'missing', 'edited']);
    expect(folder.read('out/one.ts')).toBe(before);
    expect(existsSync(folder.at('out/three.ts'))).toBe(false);
  });

  it('finds generated files that lost their source, and leaves other files alone', async () => {
    const folder = await prepared();
    folder.remove('src/two.aqua');
    folder.write('out/mine.ts', 'export {};\n');
    const report = await compile(folder, 'check');
    expect(report.ok).toBe(false);
    expect(report.orphans).toEqual([{ path: folder.at('out/two.ts'), state: 'orphaned' }]);
  });
});
