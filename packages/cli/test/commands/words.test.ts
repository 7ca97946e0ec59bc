import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { understood } from '../../src/understood.js';
import { localJson } from '../utils/local-json.js';
import { runCli } from '../utils/run-cli.js';
import { UPSTREAM_COMMANDS } from '../utils/upstream-commands.js';
import { UPSTREAM_FLAGS } from '../utils/upstream-flags.js';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies: {}\n' });
});

const run = (...argv: string[]) => runCli(folder.root, argv);
const errorOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

describe('a command that upstream does not have either', () => {
  it('is a typo', async () => {
    const { stderr, exitCode } = await run('provider', 'cc-creat', '--nox-names', 'all');
    expect(stderr).toContain('cc-create');
    expect(exitCode).not.toBe(0);
  });

  it('leaves a group with its commands', async () => {
    expect((await run('deal')).stdout).toContain('change-app');
  });
});

describe('a command that needs a chain', () => {
  const at = (rpc: string) => localJson({ rpc, indexer: rpc, chainId: 31_337 });

  it.each([
    ['deal', 'info', '--deal-ids', `0x${'1'.repeat(40)}`],
    ['provider', 'dl'],
    ['delegator', 'ca', `0x${'1'.repeat(64)}`],
  ])('%s %s says how to have one', async (...argv) => {
    folder.write('.fluence/local.json', at('http://127.0.0.1:1'));
    const { stderr, exitCode } = await run(...argv);
    expect(stderr).toMatch(
      /does not answer: .+ Start a chain with "fluence local up --chain" \[NO_CHAIN\]\n$/,
    );
    expect(exitCode).toBe(1);
  });

  it('says when the file of the local network is damaged', async () => {
    folder.write('.fluence/local.json', at('nowhere'));
    expect(errorOf((await run('provider', 'dl', '--json')).stdout).code).toBe('PROJECT_INVALID');
  });
});

describe('every command of 0.16.3', () => {
  it.each(UPSTREAM_COMMANDS)('%s %s is no typo', async (...command) => {
    const words = command.filter((word) => typeof word === 'string');
    const { stdout, stderr, exitCode } = await run(...words, '--help');
    expect(stdout).toContain('USAGE');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});

describe('every flag of 0.16.3', () => {
  it.each(UPSTREAM_FLAGS)('of $command is taken', async ({ command, flags }) => {
    const { stdout } = await run(...command.split(' '), '--help');
    const missing = flags.filter(([name, letter]) => {
      const isThere = new RegExp(`--(no-)?${name}[\\]/ .]`).test(stdout);
      return !isThere || (letter !== undefined && !stdout.includes(`-${letter} `));
    });
    expect(missing).toEqual([]);
  });
});

describe("upstream's ways of writing a command", () => {
  it.each([
    [['help'], ['--help']],
    [
      ['help', 'key', 'new'],
      ['key', 'new', '--help'],
    ],
    [
      ['help', 'run', '--all'],
      ['run', '--help'],
    ],
    [
      ['aqua:json', 'a.json'],
      ['aqua', 'json', 'a.json'],
    ],
    [
      ['aqua', '--help'],
      ['aqua', 'compile', '--help'],
    ],
    [
      ['run', '-f', 'a:b()'],
      ['run', '-f', 'a:b()'],
    ],
    [
      ['deal', 'deploy', '--no-build'],
      ['deal', 'deploy', '--no-build'],
    ],
    [[], []],
  ])('%j is %j', (argv, read) => {
    expect(understood(argv)).toEqual(read);
  });

  it('prints the help of a command', async () => {
    expect((await run('help', 'run')).stdout).toBe((await run('run', '--help')).stdout);
    expect((await run('aqua', '--help')).stdout).toContain('--watch');
  });

  it('says that npm does the update', async () => {
    const { stderr, exitCode } = await run('update', '--no-input');
    expect(stderr).toContain('npm install -g');
    expect(exitCode).toBe(1);
  });
});

describe('completion', () => {
  it.each([
    [['k'], ['key']],
    [
      ['key', ''],
      ['new', 'default', 'remove'],
    ],
    [['aqua', 'js'], ['json']],
    [['run', '--print'], ['--print-air']],
    [['nothing', ''], []],
  ])('of %j proposes %j', async (words, proposals) => {
    const { stdout } = await run('complete', '--', ...words);
    const lines = stdout.split('\n').filter((line) => line !== '');
    expect(lines).toEqual(expect.arrayContaining(proposals));
    if (proposals.length < 2) expect(lines.length).toBeLessThanOrEqual(3);
  });

  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { stdout, exitCode } = await run('autocomplete', shell);
    expect(stdout).toContain('fluence complete --');
    expect(exitCode).toBe(0);
  });

  it('says how to set up the shell that is used', async () => {
    const { stdout } = await runCli(folder.root, ['autocomplete'], { SHELL: '/usr/bin/zsh' });
    expect(stdout).toContain('.zshrc');
    expect(stdout).not.toContain('.bashrc');
  });

  it('knows no other shells', async () => {
    expect((await run('autocomplete', 'cmd')).exitCode).not.toBe(0);
  });
});

describe('key new --default', () => {
  it('names the key in fluence.yaml', async () => {
    const { stdout } = await run('key', 'new', 'alice', '--default', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ name: 'alice', default: true });
    expect(folder.read('fluence.yaml')).toContain('defaultSecretKeyName: alice');
  });

  it('makes no key where there is no project', async () => {
    const { stdout } = await runCli('/', ['key', 'new', '--user', '--default', '--json'], {
      FLUENCE_USER_DIR: folder.at('home'),
    });
    expect(errorOf(stdout).code).toBe('NO_PROJECT');
    expect(() => folder.read('home/secrets')).toThrow(/ENOENT/);
  });
});

describe('provider', () => {
  it('init gives peers keys, and info tells their peer ids', async () => {
    await run('provider', 'init', '--noxes', '2', '--env', 'local');
    const { stdout } = await run('provider', 'info', '--nox-names', 'nox-1', '--priv-key', '0x1', '--json');
    expect(JSON.parse(stdout)).toEqual({
      info: [{ nox: 'nox-1', peerId: expect.stringMatching(/^12D3KooW/) }],
    });
  });

  it('gen gives keys to peers that are new', async () => {
    folder.write('provider.yaml', 'version: 1\ncomputePeers: { mine: {} }\n');
    expect((await run('provider', 'i')).stderr).toContain('[KEY_UNKNOWN]');
    await run('provider', 'gen');
    expect((await run('provider', 'info')).stdout).toMatch(/nox: mine\n +peerId: 12D3KooW/);
  });

  it.each([
    [['info'], 'BAD_ARGUMENT'],
    [['info', '--nox-names', 'no'], 'PEER_UNKNOWN'],
  ])('%j says what is wrong', async (argv, code) => {
    if (argv.length > 1) await run('provider', 'init');
    expect(errorOf((await run('provider', ...argv, '--json')).stdout).code).toBe(code);
  });
});

describe('local init', () => {
  it("writes upstream's provider files, and a key for each peer", async () => {
    expect(await run('local', 'init', '--noxes', '2')).toMatchObject({ exitCode: 0 });
    expect(folder.read('provider.yaml')).toMatch(/version: 1\n[\s\S]*nox-0:\n {4}computeUnits: 32/);
    const seed = folder.read('.fluence/secrets/nox-1.txt');
    expect(Buffer.from(seed, 'base64')).toHaveLength(32);
    expect(folder.read('.fluence/provider-secrets.yaml')).toContain(`networkKey: ${seed}`);
  });

  it('leaves what is there, and gives new peers keys', async () => {
    await run('local', 'init', '--noxes', '1');
    const before = folder.read('.fluence/provider-secrets.yaml');
    expect((await run('local', 'init')).stdout).toContain('there already');
    folder.write('provider.yaml', 'version: 1\ncomputePeers: { nox-0: {}, nox-1: {} }\n');
    await run('local', 'init');
    const after = folder.read('.fluence/provider-secrets.yaml');
    expect(after.startsWith(before)).toBe(true);
    expect(after).toContain(folder.read('.fluence/secrets/nox-1.txt'));
  });

  it('takes the key that provider-secrets.yaml has', async () => {
    const seed = 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=';
    folder.write('.fluence/provider-secrets.yaml', `version: 0\nnoxes:\n  nox-0: { networkKey: ${seed} }\n`);
    await run('local', 'init', '--noxes', '1');
    expect(folder.read('.fluence/secrets/nox-0.txt')).toBe(seed);
  });

  it.each(['../../x', 'a/b'])('takes no peer called %j', async (name) => {
    folder.write('provider.yaml', `computePeers: { ${JSON.stringify(name)}: {} }\n`);
    expect(errorOf((await run('local', 'init', '--json')).stdout).code).toBe('BAD_ARGUMENT');
  });

  it.each(['0', '1.5', '1000'])('makes no %s peers', async (noxes) => {
    expect(errorOf((await run('local', 'init', '--noxes', noxes, '--json')).stdout).code).toBe(
      'BAD_ARGUMENT',
    );
  });
});
