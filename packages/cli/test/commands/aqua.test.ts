import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { buildApplication, run } from '@stricli/core';
import { describe, expect, it } from 'vitest';
import { aqua } from '../../src/commands/aqua/index.js';

const app = buildApplication(aqua, { name: 'aqua', scanner: { caseStyle: 'allow-kebab-for-camel' } });

/** A source that exports one function, which returns `answer`. */
const source = (name: string, answer: string) =>
  `aqua ${name}\nexport ${name.toLowerCase()}\nfunc ${name.toLowerCase()}() -> string:\n    <- "${answer}"\n`;

const project = `version: 8
aquaDependencies: {}
compileAqua:
  front: { input: src/front, output: out/front, target: ts }
  back: { input: src/back.aqua, output: out/back, target: js, constants: { WHO: "me" } }
`;
const files = {
  'fluence.yaml': project,
  'src/front/one.aqua': source('One', '1'),
  'src/back.aqua': 'aqua Back\nexport back\nconst WHO ?= "nobody"\nfunc back() -> string:\n    <- WHO\n',
};

async function fluenceAqua(folder: TempFolder, args: readonly string[], cwd = folder.root) {
  const written = { out: '', err: '' };
  const process = {
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    exitCode: 0,
  };
  await run(app, args, { process, cwd, env: {} });
  return { ...written, exitCode: process.exitCode };
}

describe('fluence aqua', () => {
  it('compiles what compileAqua names, from any folder of the project', async () => {
    const folder = tempFolder(files);
    const { exitCode, out, err } = await fluenceAqua(folder, [], folder.at('src'));
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' });
    expect(err).toContain('front: 1 file from 1 source in ../out/front, 1 written');
    expect(folder.read('out/front/one.ts')).toContain('one_script');
    expect(folder.read('out/back/back.js')).toContain('"me"');
  });

  it('takes some of the names, and says which there are when one is wrong', async () => {
    const folder = tempFolder(files);
    expect((await fluenceAqua(folder, ['-n', 'back'])).err).not.toContain('front');
    const wrong = await fluenceAqua(folder, ['--names', 'back,bakc']);
    expect(wrong).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/no 'bakc'; there: front, back.*BAD_ARGUMENT/),
    });
  });

  it('checks: fails and lists the files, then is content', async () => {
    const folder = tempFolder(files);
    const before = await fluenceAqua(folder, ['--check']);
    expect(before.exitCode).toBe(1);
    expect(before.err).toContain('out/front/one.ts is missing');
    expect(before.err).toContain('Run "fluence aqua"');
    await fluenceAqua(folder, []);
    expect((await fluenceAqua(folder, ['--check'])).exitCode).toBe(0);
  });

  it('prints one JSON document with the diagnostics, and fails', async () => {
    const folder = tempFolder({ ...files, 'src/front/bad.aqua': 'aqua Bad\nexport\n' });
    const { exitCode, out } = await fluenceAqua(folder, ['--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      diagnostics: [{ severity: 'error', file: folder.at('src/front/bad.aqua') }],
    });
  });

  it('compiles the aquaInputPath of an old file that names no output, to --output or with --dry', async () => {
    const folder = tempFolder({
      'fluence.yaml': 'version: 2\naquaInputPath: src/one.aqua\n',
      'src/one.aqua': source('One', '1'),
    });
    expect((await fluenceAqua(folder, ['--dry'])).exitCode).toBe(0);
    expect((await fluenceAqua(folder, [])).err).toContain('no compileAqua');
    expect((await fluenceAqua(folder, ['-o', 'out'])).exitCode).toBe(0);
    expect(folder.read('out/one.ts')).toContain('one_script');
  });

  it('compiles an input outside of any project', async () => {
    const folder = tempFolder({ 'a.aqua': source('A', '1') });
    expect((await fluenceAqua(folder, ['-i', 'a.aqua', '-o', 'made', '--air', '--no-relay'])).exitCode).toBe(
      0,
    );
    expect(folder.read('made/a.a.air')).not.toContain('-relay-');
  });

  it.each([
    ['no project and no input', [], 'NO_PROJECT'],
    ['an input without an output', ['-i', 'a.aqua'], 'BAD_ARGUMENT'],
    ['an input that is not there', ['-i', 'b.aqua', '--dry'], 'BAD_ARGUMENT'],
    ['two targets', ['-i', 'a.aqua', '-o', '.', '--air', '--js'], 'BAD_ARGUMENT'],
    ['an output without an input', ['-o', 'x'], 'BAD_ARGUMENT'],
    ['watching a check', ['--watch', '--check'], 'BAD_ARGUMENT'],
  ])('refuses %s', async (_what, args, code) => {
    const folder = tempFolder({ 'a.aqua': source('A', '1') });
    const { exitCode, err } = await fluenceAqua(folder, args);
    expect(exitCode).toBe(1);
    expect(err).toContain(`[${code}]`);
  });
});
