import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/parse.js';

const BINARY = fileURLToPath(new URL('../bin/noctiluca.js', import.meta.url));
const FREE_PORTS = ['-t', '0', '-w', '0', '-s', '0', '--listen-ip', '127.0.0.1'];

let cwd: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-main-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(cwd, { recursive: true, force: true });
});

function start(...argv: string[]) {
  const child = spawn(process.execPath, [BINARY, ...argv], { cwd, env: { PATH: process.env.PATH } });
  children.push(child);
  return child;
}

async function run(...argv: string[]) {
  const child = start(...argv);
  const closed = once(child, 'close');
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}

/** Resolves with the first line of standard error that has the text. */
async function line(child: ReturnType<typeof start>, part: string): Promise<string> {
  let rest = '';
  for await (const chunk of child.stderr) {
    rest += String(chunk);
    const found = rest.split('\n').find((candidate) => candidate.includes(part));
    if (found) return found;
  }
  throw new Error(`ended without "${part}": ${rest}`);
}

describe('noctiluca', () => {
  it('prints the configuration in force, secrets masked, and warns on standard error', async () => {
    const seed = 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=';
    const { stdout, stderr, code } = await run('--print-config', '-t', '7771', '-k', seed, '-m', 'x');
    expect(code).toBe(0);
    expect(stdout).not.toContain(seed);
    expect(stdout).toContain('12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR');
    expect(checkConfig(parse(stdout))).toMatchObject({ settings: { tcp_port: 7771 }, warnings: [] });
    expect(stderr).toContain('Flag --management-key has no effect');
  });

  it('prints the JSON schema of configuration files', async () => {
    const { stdout, code } = await run('--print-config-schema');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', properties: { tcp_port: { default: 977 } } });
  });

  it('explains a wrong configuration in a line and ends with 1', async () => {
    const { stderr, code } = await run('-t', 'x');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^noctiluca: The configuration is wrong:\n {2}tcp_port: /);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('spec/nox.md §9.2 no. 45: stops in order at %s', async (signal) => {
    const child = start(...FREE_PORTS);
    const closed = once(child, 'close');
    await line(child, 'Peer is up');
    child.kill(signal);
    expect(await closed).toEqual([0, null]);
  });
});
