import { existsSync } from 'node:fs';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { fakeRust, NO_RUST } from '../utils/fake-rust.js';
import { runCli } from '../utils/run-cli.js';

const PROJECT = `version: 8
aquaDependencies: {}
# mine
hosts:
  one:
    peerIds: [local-0]
    services: [old, kept]
services:
  old: { get: old } # the first
`;
const project = () =>
  tempFolder({
    'fluence.yaml': PROJECT,
    'old/service.yaml': 'name: old\nmodules: { facade: { get: . } }\n',
    'old/module.yaml': 'name: old\n',
  });

async function json(folder: TempFolder, argv: string[], env: Record<string, string> = NO_RUST) {
  const { stdout, stderr, exitCode } = await runCli(folder.root, [...argv, '--json'], env);
  return { ...(JSON.parse(stdout) as Record<string, never>), stderr, exitCode };
}
const failed = (code: string) => ({ error: { code }, exitCode: 1 });

describe('service new', () => {
  it('makes a service that cargo builds, and adds it to fluence.yaml', async () => {
    const folder = project();
    const result = await json(folder, ['service', 'new', 'greeter'], fakeRust(folder));
    expect(result).toMatchObject({ name: 'greeter', built: true, exitCode: 0 });
    expect(folder.read('fluence.yaml')).toContain('  greeter:\n    get: src/services/greeter\n');
    expect(folder.read('fluence.yaml')).toContain('# mine');
    expect(folder.read('src/services/greeter/service.yaml')).toContain('get: greeter');
    expect(folder.read('src/services/greeter/greeter/Cargo.toml')).toContain('marine-rs-sdk = ');
    expect(folder.read('.fluence/aqua/services.aqua')).toContain('service Greeter("greeter")');
  });

  it('says what to install where there is no Rust, and leaves what can be built later', async () => {
    const folder = project();
    const result = await json(folder, ['service', 'new', 'greeter', '--path', 'here']);
    expect(result).toMatchObject({ built: false, exitCode: 0 });
    expect(result.stderr).toContain('install Rust with');
    expect(folder.read('fluence.yaml')).toContain('get: here/greeter');
  });

  it('needs no project', async () => {
    const folder = tempFolder();
    expect(await json(folder, ['service', 'new', 'greeter'])).toMatchObject({ exitCode: 0 });
    expect(existsSync(folder.at('src/services/greeter/greeter/src/main.rs'))).toBe(true);
  });

  it.each([
    ['Greeter', 'BAD_ARGUMENT'],
    ['a-b', 'BAD_ARGUMENT'],
    ['../x', 'BAD_ARGUMENT'],
    ['spell', 'BAD_ARGUMENT'],
    ['test', 'BAD_ARGUMENT'],
    ['old', 'SERVICE_EXISTS'],
    ['taken', 'SERVICE_EXISTS'],
  ])('makes no service called %s', async (name, code) => {
    const folder = project();
    folder.write('src/services/taken/mine', '');
    expect(await json(folder, ['service', 'new', name])).toMatchObject(failed(code));
    expect(folder.read('fluence.yaml')).toBe(PROJECT);
  });
});

describe('service add and remove', () => {
  it('add a folder by its own name or another, and take it off everything', async () => {
    const folder = project();
    folder.write('kept/service.yaml', 'name: kept\nmodules: { facade: { get: . } }\n');
    folder.write('kept/module.yaml', 'name: kept\n');
    await json(folder, ['service', 'add', 'kept']);
    await json(folder, ['service', 'add', 'kept/service.yaml', '--name', 'again']);
    expect(folder.read('fluence.yaml')).toMatch(
      / {2}kept:\n {4}get: kept\n {2}again:\n {4}get: kept\/service\.yaml\n/,
    );
    expect(await json(folder, ['service', 'remove', 'old'])).toMatchObject({ name: 'old', exitCode: 0 });
    const left = folder.read('fluence.yaml');
    expect(left).not.toContain('old');
    expect(left).toMatch(/services: \[ ?kept ?\]/);
    expect(await json(folder, ['service', 'remove', './kept'])).toMatchObject({ name: 'kept', exitCode: 0 });
    expect(folder.read('old/module.yaml')).toBe('name: old\n');
  });

  it.each([
    [['add', 'nowhere'], 'PROJECT_INVALID'],
    [['add', 'old'], 'SERVICE_EXISTS'],
    [['remove', 'nobody'], 'SERVICE_UNKNOWN'],
  ])('%j is refused', async (argv, code) => {
    const folder = project();
    expect(await json(folder, ['service', ...argv])).toMatchObject(failed(code));
    expect(folder.read('fluence.yaml')).toBe(PROJECT);
  });
});
