import { existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { INTERFACE_TYPES_SECTION, readSections } from '@noctiluca/marine-tools';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { moduleFiles, serviceYaml } from '../../src/modules/template.js';
import { fakeRust, NO_RUST, rawWasm } from '../utils/fake-rust.js';
import { runCli } from '../utils/run-cli.js';

const WASM = 'target/wasm32-wasip1/release/one.wasm';

/** A project with services of Rust. */
function project(...names: string[]): TempFolder {
  const services = names.map((name) => `  ${name}: { get: ${name} }\n`).join('');
  const folder = tempFolder({ 'fluence.yaml': `version: 8\naquaDependencies: {}\nservices:\n${services}` });
  for (const name of names) {
    folder.write(`${name}/service.yaml`, serviceYaml(name, name));
    for (const [file, text] of Object.entries(moduleFiles(name)))
      folder.write(`${name}/${name}/${file}`, text);
  }
  return folder;
}

const build = (folder: TempFolder, env: Record<string, string>, ...argv: string[]) =>
  runCli(folder.root, ['build', ...argv], env);
const calls = (folder: TempFolder) =>
  existsSync(folder.at('cargo.log')) ? folder.read('cargo.log').trim().split('\n') : [];

describe('build with cargo', () => {
  it('builds every service at once, as modules of Marine', async () => {
    const folder = project('one', 'two');
    const { exitCode, stdout } = await build(folder, fakeRust(folder));
    expect(stdout).toContain('built with cargo: one, two');
    expect(exitCode).toBe(0);
    expect(calls(folder)).toEqual([
      expect.stringContaining(
        `build -p one -p two --target wasm32-wasip1 --target-dir ${folder.at('target')} --release`,
      ),
    ]);
    const names = readSections(readFileSync(folder.at(WASM))).map(({ name }) => name);
    expect(names).toContain(INTERFACE_TYPES_SECTION);
    expect(folder.read('.fluence/aqua/services.aqua')).toContain('service Two("two")');
    expect(folder.read('Cargo.toml')).toContain('"one/one",\n    "two/two",\n');
  });

  it('builds nothing that has not changed, and what has', async () => {
    const folder = project('one', 'two');
    const env = fakeRust(folder);
    await build(folder, env);
    const before = statSync(folder.at(WASM)).mtimeMs;
    expect((await build(folder, env)).stdout).toContain('built with cargo: none');
    expect(statSync(folder.at(WASM)).mtimeMs).toBe(before);
    await sleep(5);
    folder.write('two/two/src/main.rs', '// another');
    expect((await build(folder, env)).stdout).toContain('built with cargo: two');
    folder.write(WASM, 'what somebody else built');
    expect((await build(folder, env)).stdout).toContain('built with cargo: one');
    expect((await build(folder, env, '--marine-build-args', '-r')).stdout).toContain('cargo: one, two');
    expect(calls(folder)).toHaveLength(4);
  });

  it('shows what cargo says when it fails, and tries again', async () => {
    const folder = project('one');
    const env = fakeRust(folder);
    folder.write('one/one/src/main.rs', 'broken');
    for (const _ of [1, 2]) {
      const { stderr, exitCode } = await build(folder, env);
      expect(stderr).toContain('error[E0425]: cannot find value `broken`');
      expect(stderr).toContain('[RUST_FAILED]');
      expect(exitCode).toBe(1);
    }
    expect(calls(folder)).toHaveLength(2);
  });

  it('gives a compiler without a linker one', async () => {
    const folder = project('one');
    await build(folder, fakeRust(folder));
    expect(calls(folder)[0]).toContain('LINKER=wasm-ld');
    const other = project('one');
    const env = fakeRust(other);
    other.write('rust/lib/rustlib/host/bin/rust-lld', '');
    await build(other, env);
    expect(calls(other)[0]).toMatch(/LINKER=$/);
  });

  it('builds in the workspace that the modules have', async () => {
    const folder = project('one');
    folder.write('one/Cargo.toml', '[workspace]\nmembers = ["*"] # all\n');
    await build(folder, fakeRust(folder));
    expect(calls(folder)[0]!.startsWith(`${folder.at('one')} build`)).toBe(true);
    expect(folder.read('one/Cargo.toml')).toBe('[workspace]\nmembers = ["*"] # all\n');
    expect(existsSync(folder.at('Cargo.toml'))).toBe(false);
    expect(existsSync(folder.at(WASM))).toBe(true);
  });

  it.each([
    ['', 'debug'],
    ['--profile small --features a', 'small'],
  ])('takes what the flags %j build, as upstream does', async (flags, profile) => {
    const folder = project('one');
    const env = fakeRust(folder);
    const { exitCode } = await build(folder, env, '--marine-build-args', flags);
    expect(exitCode).toBe(0);
    const names = readSections(readFileSync(folder.at(WASM))).map(({ name }) => name);
    expect(names).toContain(INTERFACE_TYPES_SECTION);
    expect(readFileSync(folder.at(WASM.replace('release', profile)))).toEqual(Buffer.from(rawWasm()));
    expect((await build(folder, env, '--marine-build-args', flags)).stdout).toContain('with cargo: none');
    expect((await build(folder, env)).stdout).toContain('with cargo: one');
  });

  it.each(['--target x', '--target-dir=y', '--manifest-path z'])(
    'does not take the flags %j',
    async (flags) => {
      const folder = project('one');
      const { stderr } = await build(folder, fakeRust(folder), '--marine-build-args', flags);
      expect(stderr).toContain('[BAD_ARGUMENT]');
      expect(calls(folder)).toEqual([]);
    },
  );

  it('says of a wasm that is none of the SDK what is missing', async () => {
    const folder = project('one');
    const env = fakeRust(folder);
    folder.write('rust/raw.wasm', '');
    const { stderr } = await build(folder, env);
    expect(stderr).toContain('Module "one":');
    expect(stderr).toContain('[RUST_FAILED]');
  });
});

describe('build without a toolchain', () => {
  it('says in one line what to install', async () => {
    const folder = project('one');
    const { stderr, exitCode } = await build(folder, NO_RUST);
    expect(stderr).toMatch(/^Error: Cannot build one: install Rust with "curl .*" \[RUST_MISSING\]\n$/);
    expect(exitCode).toBe(1);
    const other = await build(folder, fakeRust(folder, { hasTarget: false }));
    expect(other.stderr).toContain('"rustup target add wasm32-wasip1"');
    expect(other.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('takes what was built before, and says so', async () => {
    const folder = project('one');
    await build(folder, fakeRust(folder));
    await sleep(5);
    folder.write('one/one/src/main.rs', '// another');
    const { stderr, exitCode } = await build(folder, NO_RUST);
    expect(stderr).toContain('Warning: one is taken as it was built');
    expect(exitCode).toBe(0);
  });

  it('needs none for what was built elsewhere', async () => {
    const folder = project('one');
    await build(folder, fakeRust(folder));
    const wasm = readFileSync(folder.at(WASM));
    for (const gone of ['target', '.fluence', 'one/one/Cargo.toml']) folder.remove(gone);
    folder.write('one/one/one.wasm', wasm as unknown as string);
    const { stderr, exitCode } = await build(folder, NO_RUST);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});

describe('settings of modules that deployments drop', () => {
  it('are told by name', async () => {
    const folder = project('one');
    const env = fakeRust(folder);
    folder.write(
      'one/one/module.yaml',
      'version: 0\ntype: rust\nname: one\nvolumes: { data: ./data }\nenvs: {}\nmountedBinaries: { curl: /usr/bin/curl }\n',
    );
    folder.write('one/service.yaml', 'name: one\nmodules: { facade: { get: one, envs: { A: b } } }\n');
    const { stderr, exitCode } = await build(folder, env);
    const warnings = stderr.split('\n').filter((line) => line.startsWith('Warning'));
    expect(warnings).toEqual([
      expect.stringMatching(/one\/module\.yaml has "volumes" for "one".*deployments do not/),
      expect.stringMatching(/service\.yaml of "one", module "facade", has "envs"/),
      expect.stringContaining('"mountedBinaries"'),
    ]);
    expect(exitCode).toBe(0);
  });
});

it('the wasm that cargo leaves is no module of Marine yet', () => {
  expect(readSections(rawWasm()).map(({ name }) => name)).not.toContain(INTERFACE_TYPES_SECTION);
});
