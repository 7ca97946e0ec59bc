import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-cli-'));
  await writeFile(path.join(cwd, 'fluence.yaml'), 'version: 8\naquaDependencies: {}\n');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

describe('help', () => {
  it.each([
    [['--help'], 'fluence local up'],
    [['local', '--help'], 'down'],
    [['local', 'up', '--help'], '--free-ports'],
    [['local', 'clock', 'advance', '--help'], 'advance 1h 30m'],
    [['deploy', '--help'], '--dry-run'],
    [['run', '--help'], 'Examples:'],
    [['init', '--help'], 'Examples:'],
    [['default', 'env', '--help'], 'Examples:'],
    [['build', '--help'], 'Examples:'],
    [['key', 'new', '--help'], 'never overwritten'],
    [['key', 'remove', '--help'], 'Examples:'],
    [['key', 'default', '--help'], 'Examples:'],
    [['dep', '--help'], 'versions'],
    [['dep', 'i', '--help'], 'Examples:'],
    [['dep', 'un', '--help'], 'Examples:'],
    [['dep', 'r', '--help'], 'Examples:'],
    [['dep', 'v', '--help'], 'Examples:'],
    [['spell', 'new', '--help'], 'Examples:'],
    [['spell', 'build', '--help'], 'Examples:'],
    [['aqua', 'compile', '--help'], 'Examples:'],
    [['aqua', 'imports', '--help'], 'Examples:'],
    [['aqua', 'json', '--help'], '$$optional'],
    [['aqua', 'yml', '--help'], '--f64'],
    [['air', 'b', '--help'], 'Examples:'],
    [['autocomplete', '--help'], 'Examples:'],
    [['local', 'init', '--help'], 'Examples:'],
    [['service', 'new', '--help'], 'Examples:'],
    [['service', 'add', '--help'], '#sha256='],
    [['service', 'remove', '--help'], 'Examples:'],
    [['service', 'repl', '--help'], 'Examples:'],
    [['module', 'new', '--help'], '--service'],
    [['module', 'add', '--help'], 'Examples:'],
    [['module', 'remove', '--help'], 'Examples:'],
    [['module', 'build', '--help'], '--marine-build-args'],
    [['module', 'pack', '--help'], '--binding-crate'],
    [['workers', '--help'], 'upload'],
    [['workers', 'ls', '--help'], 'Examples:'],
    [['workers', 'deploy', '--help'], '--dry-run'],
    [['workers', 'logs', '--help'], '--spell-id'],
    [['workers', 'remove', '--help'], 'Examples:'],
    [['workers', 'upload', '--help'], 'Examples:'],
  ])('of %j shows examples and flags', async (argv, text) => {
    const { stdout, exitCode } = await runCli(cwd, argv);
    expect(stdout).toContain(text);
    expect(exitCode).toBe(0);
  });

  it('suggests the command that was meant', async () => {
    const { stderr, exitCode } = await runCli(cwd, ['deplpy']);
    expect(stderr).toContain('deploy');
    expect(exitCode).not.toBe(0);
  });
});

describe('key new', () => {
  it('writes a base64 seed that only the owner can read', async () => {
    const { stdout } = await runCli(cwd, ['key', 'new', 'alice', '--json']);
    const { file, peerId } = JSON.parse(stdout) as { file: string; peerId: string };
    expect(file).toBe(path.join(cwd, '.fluence', 'secrets', 'alice.txt'));
    expect(peerId).toMatch(/^12D3KooW/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')).toHaveLength(32);
  });

  it('never overwrites a key', async () => {
    await runCli(cwd, ['key', 'new', 'alice']);
    const before = await readFile(path.join(cwd, '.fluence', 'secrets', 'alice.txt'), 'utf8');
    const { stdout, exitCode } = await runCli(cwd, ['key', 'new', 'alice', '--json']);
    expect(errorOf(stdout).code).toBe('KEY_EXISTS');
    expect(exitCode).toBe(1);
    expect(await readFile(path.join(cwd, '.fluence', 'secrets', 'alice.txt'), 'utf8')).toBe(before);
  });

  it('keeps a user key in FLUENCE_USER_DIR', async () => {
    const { stdout } = await runCli(cwd, ['key', 'new', 'me', '--user', '--json'], {
      FLUENCE_USER_DIR: path.join(cwd, 'home'),
    });
    expect((JSON.parse(stdout) as { file: string }).file).toBe(path.join(cwd, 'home', 'secrets', 'me.txt'));
  });

  it.each(['../outside', '.hidden', 'a/b', ''])('refuses %j as a name', async (name) => {
    const { stdout } = await runCli(cwd, ['key', 'new', '--json', '--', name]);
    expect(errorOf(stdout).code).toBe('BAD_ARGUMENT');
  });
});

describe('key remove', () => {
  it('deletes the key, and says when there is none', async () => {
    await runCli(cwd, ['key', 'new', 'alice']);
    expect(await runCli(cwd, ['key', 'remove', 'alice', '--no-input'])).toMatchObject({ exitCode: 0 });
    const { stdout, exitCode } = await runCli(cwd, ['key', 'remove', 'alice', '--json']);
    expect(errorOf(stdout).code).toBe('KEY_UNKNOWN');
    expect(exitCode).toBe(1);
  });

  it('deletes nothing outside of the folder of keys', async () => {
    const { stdout } = await runCli(cwd, ['key', 'remove', '../../fluence.yaml', '--json']);
    expect(errorOf(stdout).code).toBe('BAD_ARGUMENT');
  });
});

describe('key default', () => {
  it('names a key of the project in its file, and no other', async () => {
    await runCli(cwd, ['key', 'new', 'alice']);
    expect(await runCli(cwd, ['key', 'default', 'alice'])).toMatchObject({ exitCode: 0 });
    expect(await readFile(path.join(cwd, 'fluence.yaml'), 'utf8')).toContain('defaultSecretKeyName: alice');
    const { stdout } = await runCli(cwd, ['key', 'default', 'bob', '--json']);
    expect(errorOf(stdout).code).toBe('KEY_UNKNOWN');
  });
});

describe('default peers', () => {
  it('prints the well-known addresses, one a line, when no network is up', async () => {
    const { stdout } = await runCli(cwd, ['default', 'peers', 'local']);
    expect(stdout.trim().split('\n')).toEqual([
      '/ip4/127.0.0.1/tcp/9991/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
      '/ip4/127.0.0.1/tcp/9992/ws/p2p/12D3KooWQdpukY3p2DhDfUfDgphAqsGu5ZUrmQ4mcHSGrRag6gQK',
      '/ip4/127.0.0.1/tcp/9993/ws/p2p/12D3KooWRT8V5awYdEZm6aAV9HWweCEbhWd7df4wehqHZXAB7yMZ',
    ]);
  });

  it('says that upstream networks are gone', async () => {
    const { stderr, exitCode } = await runCli(cwd, ['default', 'peers', 'kras']);
    expect(stderr).toContain('[BAD_ARGUMENT]');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(1);
  });
});

describe('without a local network', () => {
  beforeEach(() =>
    writeFile(
      path.join(cwd, 'fluence.yaml'),
      'version: 8\naquaDependencies: {}\nspells: {tick: {get: tick}}\nhosts: {one: {peerIds: [local-0], spells: [tick]}}\ndeployments: {two: {}}\n',
    ),
  );

  it.each([
    [['deploy', 'two'], 'NO_LOCAL_NETWORK'],
    [['deploy', 'one'], 'PEER_UNKNOWN'],
    [['deploy', 'three'], 'BAD_ARGUMENT'],
    [['workers', 'deploy', 'three'], 'BAD_ARGUMENT'],
    [['workers', 'deploy', 'two'], 'BAD_ARGUMENT'],
    [['workers', 'deploy', 'one'], 'PEER_UNKNOWN'],
    [['workers', 'ls'], 'NO_LOCAL_NETWORK'],
    [['workers', 'logs', 'one'], 'NO_LOCAL_NETWORK'],
    [['workers', 'remove', 'one'], 'NO_LOCAL_NETWORK'],
    [['deploy', 'two', '--env', 'custom'], 'NO_CHAIN'],
    [['workers', 'logs', '--host-id', 'x'], 'BAD_ARGUMENT'],
    [['deploy', '--env', 'kras'], 'BAD_ARGUMENT'],
    [['run', '-f', 'f()'], 'NO_PROJECT'],
    [['local', 'logs', 'nox-9'], 'PEER_UNKNOWN'],
  ])('%j ends with exit code 1 and %s', async (argv, code) => {
    const { stdout, exitCode } = await runCli(cwd, [...argv, '--json']);
    expect(errorOf(stdout).code).toBe(code);
    expect(exitCode).toBe(1);
  });

  it('local ps and local down say so and succeed', async () => {
    expect(await runCli(cwd, ['local', 'ps'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('No local network'),
    });
    expect(await runCli(cwd, ['local', 'down'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('No local network'),
    });
  });

  it('prints a stack only when DEBUG is set', async () => {
    const quiet = await runCli(cwd, ['deploy', 'two']);
    const loud = await runCli(cwd, ['deploy', 'two'], { DEBUG: '1' });
    expect(quiet.stderr).not.toContain('    at ');
    expect(loud.stderr).toContain('    at ');
  });
});

describe('spell', () => {
  it('new writes both files and adds the spell to fluence.yaml, which then builds', async () => {
    const { stdout } = await runCli(cwd, ['spell', 'new', 'ticker', '--json']);
    const folder = path.join(cwd, 'src', 'spells', 'ticker');
    expect(JSON.parse(stdout)).toEqual({ name: 'ticker', folder, project: path.join(cwd, 'fluence.yaml') });
    expect(await readFile(path.join(cwd, 'fluence.yaml'), 'utf8')).toContain(
      'spells:\n  ticker:\n    get: src/spells/ticker\n',
    );
    const built = await runCli(cwd, ['spell', 'build']);
    expect(built).toMatchObject({ exitCode: 0, stdout: 'Compiled ticker successfully\n' });
  });

  it('new takes a folder, and never writes over a spell', async () => {
    const { exitCode } = await runCli(cwd, ['spell', 'new', 'ticker', '--path', 'mine']);
    expect(exitCode).toBe(0);
    expect(await readFile(path.join(cwd, 'mine/ticker/spell.aqua'), 'utf8')).toContain('aqua Ticker');
    const again = await runCli(cwd, ['spell', 'new', 'ticker', '--json']);
    expect(errorOf(again.stdout)).toMatchObject({
      code: 'SPELL_EXISTS',
      message: expect.stringContaining('Spell ticker already exists in'),
    });
  });

  it.each(['../out', '1st', 'a b', ''])('new refuses %j as a name', async (name) => {
    const { stdout } = await runCli(cwd, ['spell', 'new', '--json', '--', name]);
    expect(errorOf(stdout).code).toBe('BAD_ARGUMENT');
  });

  it('build names spells that are not there', async () => {
    const { stdout, exitCode } = await runCli(cwd, ['spell', 'build', 'ghost', '--json']);
    expect(errorOf(stdout).code).toBe('SPELL_UNKNOWN');
    expect(exitCode).toBe(1);
  });
});

describe('run', () => {
  it('reports the compiler’s words for a function that is not there', async () => {
    const input = path.join(cwd, 'main.aqua');
    await writeFile(input, 'aqua Main declares *\nexport f\nfunc f() -> string:\n    <- "x"\n');
    const { stdout } = await runCli(cwd, ['run', '-f', 'g()', '-i', input, '--json']);
    expect(errorOf(stdout)).toMatchObject({ code: 'AQUA_FAILED', message: expect.stringContaining('g') });
  });

  it('prints the AIR that it would run with --print-air, and needs no network for it', async () => {
    await writeFile(
      path.join(cwd, 'main.aqua'),
      'aqua Main\nexport f\nfunc f(x: string) -> string:\n    <- x\n',
    );
    const argv = ['run', '-f', 'f("hi")', '-i', 'main.aqua', '--print-air'];
    const { stdout, exitCode } = await runCli(cwd, argv);
    expect(stdout).toMatch(/^\(xor[\s\S]*\("getDataSrv" "x"\)[\s\S]*\("callbackSrv" "response"\)/);
    expect(exitCode).toBe(0);
    expect(JSON.parse((await runCli(cwd, [...argv, '--json'])).stdout)).toEqual({ air: stdout });
  });

  it('goes on when what it compiled cannot be kept', async () => {
    await writeFile(path.join(cwd, '.fluence'), 'no folder');
    const input = path.join(cwd, 'main.aqua');
    await writeFile(input, 'aqua Main declares *\nexport f\nfunc f() -> string:\n    <- HOST_PEER_ID\n');
    const call = [
      'run',
      '-f',
      'f()',
      '-i',
      input,
      '--relay',
      '/ip4/127.0.0.1/tcp/9/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
    ];
    const { stderr } = await runCli(cwd, [...call, '--dial-timeout', '500']);
    expect(stderr).toContain('Warning: the compiled call cannot be kept');
    expect(stderr).toContain('[RELAY_UNREACHABLE]');
  });

  it.each([
    [['--data', '{'], 'not JSON'],
    [['--data', '[1]'], 'JSON object'],
    [['--data', '{}', '--data-path', 'x'], 'Cannot read --data-path'],
    [['--data-path', 'gone.json'], 'Cannot read'],
  ])('refuses %j', async (argv, text) => {
    const { stdout } = await runCli(cwd, ['run', '-f', 'f()', ...argv, '--json']);
    expect(errorOf(stdout)).toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining(text) });
  });
});

describe('local clock', () => {
  it('says what to do when no network is up', async () => {
    for (const argv of [
      ['local', 'clock', '--json'],
      ['local', 'clock', 'advance', '1m', '--json'],
    ]) {
      const { stdout, exitCode } = await runCli(cwd, argv);
      expect(errorOf(stdout)).toMatchObject({
        code: 'NO_LOCAL_NETWORK',
        message: expect.stringContaining('fluence local up'),
      });
      expect(exitCode).toBe(1);
    }
  });

  it.each([['0s'], ['soon'], ['-1m']])('takes %s for no duration', async (duration) => {
    const { stdout } = await runCli(cwd, ['local', 'clock', 'advance', '--json', '--', duration]);
    expect(errorOf(stdout).code).toBe('BAD_ARGUMENT');
  });
});
