import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../src/aqua/index.js';
import { compile, job, tempFolder } from './fixture.js';

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
