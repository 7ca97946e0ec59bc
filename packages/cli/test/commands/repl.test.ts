import { cpSync, readdirSync } from 'node:fs';
import os from 'node:os';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { run } from '@stricli/core';
import { describe, expect, it } from 'vitest';
import { app } from '../../src/app.js';
import type { CliContext } from '../../src/context.js';
import { runCli } from '../utils/run-cli.js';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../marine/test/fixtures/${name}.wasm`, import.meta.url));
const FILES = fileURLToPath(new URL('../../../../services/files', import.meta.url));

/** The fixtures `greeting`, which is the facade, and `effector`. */
function project(moduleYaml = 'name: greeting\n'): TempFolder {
  const folder = tempFolder({
    'fluence.yaml': 'version: 8\naquaDependencies: {}\nservices: { hello: { get: hello } }\n',
    'hello/service.yaml': 'name: hello\nmodules: { facade: { get: . }, effector: { get: effector } }\n',
    'hello/module.yaml': moduleYaml,
    'hello/effector/module.yaml': 'name: effector\n',
  });
  cpSync(fixture('greeting'), folder.at('hello/greeting.wasm'));
  cpSync(fixture('effector'), folder.at('hello/effector/effector.wasm'));
  return folder;
}

const repl = (folder: TempFolder, input: string, ...argv: string[]) =>
  runCli(folder.root, ['service', 'repl', ...argv], {}, input);

describe('service repl', () => {
  it('runs a script that is piped in', async () => {
    const folder = project();
    const script = 'call greeting ["Bob"]\n# again, by its module\nc greeting greeting ["Ann"]\n';
    const { stdout, stderr, exitCode } = await repl(folder, script, 'hello');
    expect(stdout).toMatch(/^"[^"]*Bob[^"]*"\n"[^"]*Ann[^"]*"\n$/);
    expect(stderr).toContain('[greeting] info: greeting called for Ann');
    expect(exitCode).toBe(0);
  });

  it('goes on after what fails, and ends with 1', async () => {
    const { stdout, stderr, exitCode } = await repl(
      project(),
      'call no\nfoo\ncall greeting [1]\nstats\nquit\nfoo',
      'hello',
    );
    expect(stderr.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^effector {2}\d+ bytes\ngreeting {2}\d+ bytes\n$/);
    expect(exitCode).toBe(1);
  });

  it('gives one document with --json', async () => {
    const script = 'interface\ncall greeting ["Bob"]\nnew\nenvs effector\nboo';
    const { stdout, exitCode } = await repl(project(), script, 'hello', '--json');
    const [api, greeted, anew, envs, failed] = JSON.parse(stdout);
    expect(api.result.function_signatures.map(({ name }: { name: string }) => name)).toContain('greeting');
    expect(greeted).toMatchObject({ line: 'call greeting ["Bob"]', result: expect.stringContaining('Bob') });
    expect(anew.result).toBeNull();
    expect(Object.keys(envs.result)).toEqual(['effector']);
    expect(failed.error.code).toBe('BAD_ARGUMENT');
    expect(exitCode).toBe(1);
  });

  it('gives modules what old files say, and fluence.yaml the last word', async () => {
    const folder = project('name: greeting\nvolumes: { data: some/data }\nenvs: { A: a, B: b }\n');
    folder.write(
      'fluence.yaml',
      'version: 8\naquaDependencies: {}\nservices:\n  hello:\n    get: hello\n    overrideModules: { facade: { envs: { B: other } } }\n',
    );
    const { stdout } = await repl(folder, 'envs greeting', 'hello');
    const { greeting } = JSON.parse(stdout);
    expect(greeting.envs).toEqual({ A: 'a', B: 'other' });
    expect(greeting.folders.data).toBe(folder.at('some/data'));
  });

  it('has a /tmp that goes afterwards', async () => {
    const folder = tempFolder();
    cpSync(FILES, folder.at('files'), { recursive: true });
    const temporary = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith('fluence-repl-'));
    const before = temporary();
    const { stdout, exitCode } = await repl(
      folder,
      'i\nc put ["/tmp/a", [104, 105]]\nc get ["/tmp/a"]',
      'files',
    );
    expect(stdout).toContain('put(path: string, data: []u8) -> Outcome');
    expect(stdout).toContain('"data":[104,105]');
    expect(exitCode).toBe(0);
    expect(temporary()).toEqual(before);
  });

  it.each([
    ['nobody', 'SERVICE_UNKNOWN'],
    ['broken', 'PROJECT_INVALID'],
  ])('does not open %s', async (name, code) => {
    const folder = project('name: greeting\nenvs: 5\n');
    folder.write('broken/service.yaml', 'name: x\nmodules: { facade: { get: ../hello } }\n');
    const { stderr, exitCode } = await repl(folder, '', name);
    expect(stderr).toContain(`[${code}]`);
    expect(exitCode).toBe(1);
  });
});

/** And where the cursor goes after it. */
const PROMPTS = ['> ', '> \u001b[3G'];

describe('service repl at a terminal', () => {
  /** Writes what a person types, a key at a time as a terminal hands it over, once the prompt is there. */
  async function type(folder: TempFolder, ...keys: string[]) {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const stderr: string[] = [];
    const terminal = Object.assign(stdin, { isTTY: true });
    const process = { stdin: terminal, stdout, stderr: { write: (text: string) => stderr.push(text) } };
    const context = { process, cwd: folder.root, env: {} } as unknown as CliContext;
    const ended = run(app, ['service', 'repl', 'hello'], context);
    let shown = '';
    for await (const chunk of stdout) {
      shown += String(chunk);
      if (PROMPTS.some((prompt) => shown.endsWith(prompt)) && keys.length > 0) stdin.write(keys.shift());
      if (keys.length === 0) break;
    }
    await ended;
    return { shown, stderr: stderr.join(''), exitCode: context.process.exitCode };
  }

  it('ends with 130 and a sentence after Ctrl-C, and remembers what was called', async () => {
    const folder = project();
    const { stderr, exitCode } = await type(folder, 'call greeting ["Bob"]\r', '\u0003');
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/\nInterrupted: .*\n$/);
    expect(folder.read('.fluence/cache/repl-history')).toBe('call greeting ["Bob"]\n');
  });

  it.each(['quit\r', '\u0004'])('ends with 0 after %j', async (end) => {
    const { stderr, exitCode } = await type(project(), 'foo\r', end);
    expect(stderr).not.toContain('Interrupted');
    expect(exitCode).toBe(0);
  });
});
