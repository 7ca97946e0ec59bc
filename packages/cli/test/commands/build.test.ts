import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

const GREETER = fileURLToPath(new URL('../../../../services/greeter', import.meta.url));

const PROJECT = `version: 8
aquaDependencies: {}
services:
  greeter: { get: greeter }
spells:
  tick: { get: tick }
hosts:
  one: { peerIds: [local-0], services: [greeter], spells: [tick] }
compileAqua:
  main: { input: main.aqua, output: out, target: js }
`;
const MAIN = `aqua Main

import Greeter from "services.aqua"
import "hosts.aqua"

export greet

func greet(name: string) -> string:
    Greeter "greeter"
    text <- Greeter.greeting(name)
    <- text
`;
const SPELL = `aqua Tick
export tick
import Spell from "@fluencelabs/spell/spell_service.aqua"

func tick():
    Spell "tick"
    logged <- Spell.store_log("tick")
`;

function project(changes: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder({
    'fluence.yaml': PROJECT,
    'main.aqua': MAIN,
    'tick/spell.yaml': 'version: 0\naquaFilePath: spell.aqua\nfunction: tick\nclock: { periodSec: 60 }\n',
    'tick/spell.aqua': SPELL,
    ...changes,
  });
  cpSync(GREETER, folder.at('greeter'), { recursive: true });
  return folder;
}

const build = async (root: string) => {
  const { stdout, exitCode } = await runCli(root, ['build', '--json', '--no-input']);
  return { exitCode, json: JSON.parse(stdout) as Record<string, unknown> };
};

describe('build', () => {
  it('writes the interfaces of the services, then compiles what imports them', async () => {
    const folder = project();
    expect(await runCli(folder.root, ['aqua'])).toMatchObject({ exitCode: 1 });
    expect(await build(folder.root)).toMatchObject({
      exitCode: 0,
      json: { services: ['greeter'], spells: [{ name: 'tick', function: 'tick' }], aquaFiles: 2 },
    });
    expect(folder.read('.fluence/aqua/services.aqua')).toContain('greeting(name: string) -> string');
    expect(folder.read('out/main.js')).toContain('greet');
    expect(await runCli(folder.root, ['aqua', '--check'])).toMatchObject({ exitCode: 0 });
  });

  it('says of a module that is not built how to build it', async () => {
    const folder = project();
    rmSync(path.join(folder.at('greeter'), 'greeter.wasm'));
    expect(await build(folder.root)).toMatchObject({
      exitCode: 1,
      json: { error: { code: 'MODULE_UNREADABLE', message: expect.stringContaining('greeter.wasm') } },
    });
  });

  it.each([
    ['a spell', { 'tick/spell.aqua': SPELL.replace('store_log', 'no_such_function') }],
    ['the Aqua', { 'main.aqua': MAIN.replace('Greeter.greeting', 'Greeter.no_such_function') }],
  ])('fails with the words of the compiler for %s', async (_what, change) => {
    expect(await build(project(change).root)).toMatchObject({
      exitCode: 1,
      json: { error: { code: 'AQUA_FAILED', message: expect.stringContaining('no_such_function') } },
    });
  });

  it('refuses names that Aqua cannot take, and writes nothing', async () => {
    const folder = project({ 'fluence.yaml': PROJECT.replace('  one:', '  1st:') });
    expect(await build(folder.root)).toMatchObject({
      exitCode: 1,
      json: { error: { code: 'PROJECT_INVALID', message: expect.stringContaining('call it "worker1st"') } },
    });
    expect(existsSync(folder.at('.fluence'))).toBe(false);
  });

  it.each([
    ['no time zone', 'endTimestamp: 2099-02-01T00:00:00', 'has no time zone'],
    ['30 February', 'endTimestamp: 2099-02-30T00:00:00Z', 'there is no 2099-02-30'],
    ['a moment beyond 32 bits', 'endTimestamp: 2106-02-07T06:28:16Z', 'to 2106-02-07T06:28:15Z'],
    ['a delay beyond 32 bits', 'endDelaySec: 4294967295', 'to 2106-02-07T06:28:15Z'],
  ])('refuses a clock with %s, as spell build does', async (_what, clock, words) => {
    const yaml = `aquaFilePath: spell.aqua\nfunction: tick\nclock: { periodSec: 60, ${clock} }\n`;
    const { root } = project({ 'tick/spell.yaml': yaml });
    const error = { code: 'PROJECT_INVALID', message: expect.stringContaining(words) };
    expect(await build(root)).toMatchObject({ exitCode: 1, json: { error } });
    const { stdout, exitCode } = await runCli(root, ['spell', 'build', '--json']);
    expect({ exitCode, json: JSON.parse(stdout) }).toMatchObject({ exitCode: 1, json: { error } });
  });

  it('tells of a clock that has ended, and goes on', async () => {
    const clock = 'clock: { periodSec: 60, endTimestamp: 2023-07-06T23:59:59Z }';
    const { root } = project({ 'tick/spell.yaml': `aquaFilePath: spell.aqua\nfunction: tick\n${clock}\n` });
    const { exitCode, stderr } = await runCli(root, ['spell', 'build']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'The clock of spell "tick" ended at 2023-07-06T23:59:59Z: the spell runs no more',
    );
    expect(await build(root)).toMatchObject({ json: { spells: [{ name: 'tick', clock: 'ended' }] } });
  });
});
