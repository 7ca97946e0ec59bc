import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../src/index.js';
import { compile, job } from './fixture.js';

/** As projects of 2023 are written: no headers, services and functions for all. */
const OLD = {
  'src/main.aqua': `-- what the app calls
import "./lib/greeting.aqua"
import Peer from "@fluencelabs/aqua-lib/builtin.aqua"

service Screen("screen"):
    show(text: string)

func main(name: string) -> string:
    text <- greeting(name)
    on HOST_PEER_ID:
        time <- Peer.timestamp_ms()
    Screen.show(text)
    <- text
`,
  'src/lib/greeting.aqua': `import Words from "../words.aqua"

func greeting(name: string) -> string:
    hello <- Words.hello(name)
    <- hello
`,
  'src/words.aqua': 'aqua Words declares *\n\nservice Words("words"):\n    hello(name: string) -> string\n',
};

const text = (diagnostics: readonly Parameters<typeof formatDiagnostic>[0][], root: string) =>
  diagnostics.map((each) => formatDiagnostic(each, root)).join('\n');

describe('Aqua without a header', () => {
  it('compiles as it did before the compiler asked for one: everything is declared and exported', async () => {
    const folder = tempFolder(OLD);
    const report = await compile(folder);
    expect(text(report.diagnostics, folder.root)).toBe('');
    expect(report.ok).toBe(true);
    const main = folder.read('out/main.ts');
    expect(main).toContain('export function main(');
    expect(main).toContain('export function registerScreen(');
    expect(folder.read('out/lib/greeting.ts')).toContain('export function greeting(');
    for (const [path, source] of Object.entries(OLD)) expect(folder.read(path)).toBe(source);
  });

  it('compiles to what the same source with a header does', async () => {
    const folder = tempFolder(OLD);
    await compile(folder);
    const before = folder.read('out/main.ts');
    folder.write('src/main.aqua', `aqua Main declares *\nexport Screen, main\n${OLD['src/main.aqua']}`);
    folder.write('src/lib/greeting.aqua', `aqua G declares *\n${OLD['src/lib/greeting.aqua']}`);
    await compile(folder);
    expect(folder.read('out/main.ts')).toBe(before);
  });

  it('exports what it says when it says something', async () => {
    const folder = tempFolder({
      'src/one.aqua': 'export a\n\nfunc a() -> u32:\n    <- 1\n\nfunc b() -> u32:\n    <- 2\n',
    });
    await compile(folder);
    expect(folder.read('out/one.ts')).toContain('function a(');
    expect(folder.read('out/one.ts')).not.toContain('function b(');
  });

  it('has its errors at their lines, and leaves nothing in the folder for temporary files', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('fluence-aqua-'));
    const folder = tempFolder({
      ...OLD,
      'src/main.aqua': OLD['src/main.aqua'].replace('greeting(name)', 'nothing(name)'),
    });
    const report = await compile(folder, 'dry', [job(folder, {}, 'src/main.aqua')]);
    expect(report.ok).toBe(false);
    expect(text(report.diagnostics, folder.root)).toMatch(/^src\/main\.aqua:9:\d+ error/);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('fluence-aqua-'))).toEqual(before);
  });
});

describe('Aqua with `module X` for a header', () => {
  const SHAPES = `-- how it was called in 2022
module Shapes declares *

data Key:
    id: string

service Registry("registry"):
    get_key(id: string) -> Key
`;
  const MAIN = `aqua Main

import "shapes.aqua"

export keyOf

func keyOf(id: string) -> Key:
    key <- Registry.get_key(id)
    <- key
`;

  it('compiles to what the same source with `aqua X` does, and stays as it is', async () => {
    const folder = tempFolder({ 'src/main.aqua': MAIN, 'src/shapes.aqua': SHAPES });
    const report = await compile(folder);
    expect(text(report.diagnostics, folder.root)).toBe('');
    const old = folder.read('out/main.ts');
    expect(folder.read('src/shapes.aqua')).toBe(SHAPES);
    folder.write('src/shapes.aqua', SHAPES.replace('module', 'aqua'));
    await compile(folder);
    expect(folder.read('out/main.ts')).toBe(old);
  });

  it('exports only what it says, as one with `aqua X`', async () => {
    const folder = tempFolder({
      'src/main.aqua': `${SHAPES.replace('module Shapes', 'module\tShapes')}\nfunc f():\n    Registry.get_key("")\n`,
    });
    const report = await compile(folder);
    expect(report.ok).toBe(true);
    expect(report.files.flatMap(({ outputs }) => outputs)).toEqual([]);
  });

  it('has its errors where they are', async () => {
    const folder = tempFolder({ 'src/main.aqua': `${SHAPES}\nfunc f(k: Kex):\n    Registry.get_key("")\n` });
    const report = await compile(folder);
    expect(text(report.diagnostics, folder.root)).toMatch(/^src\/main\.aqua:10:11 error/);
  });
});

describe('an alias that a source and its import both have', () => {
  const project = (type: string) =>
    tempFolder({
      'src/main.aqua': `aqua Main\nexport f\nimport "words.aqua"\n\nalias Word: ${type} -- mine\n\nfunc f(word: Word) -> Word:\n    <- word\n`,
      'src/words.aqua': 'module Words declares *\nalias Word: string\n',
    });

  it('is one when they mean the same, as compilers of 2023 took it', async () => {
    const folder = project('string');
    const report = await compile(folder);
    expect(text(report.diagnostics, folder.root)).toBe('');
    expect(folder.read('out/main.ts')).toContain('word: string');
  });

  it('is refused at its line when they do not', async () => {
    const folder = project('u32');
    const report = await compile(folder);
    expect(text(report.diagnostics, folder.root)).toMatch(
      /^src\/main\.aqua:5:7 error: Type `Word` was already defined/,
    );
  });
});
