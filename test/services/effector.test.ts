import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createService, type MarineService, type ServiceConfig, type ServiceInit } from '@noctiluca/marine';
import { afterAll, describe, expect, it } from 'vitest';
import { PARAMETERS, serviceConfig } from './services.js';
import { makeWorkFolder } from './work-folder.js';

const folder = makeWorkFolder();
const services: MarineService[] = [];
afterAll(() => {
  for (const service of services) service.close();
  folder.remove();
});

const BINARIES = { echo: '/bin/echo', ls: '/bin/ls', cat: '/bin/cat' };

/** Only the effector module gets binaries: that is what a peer's allow-list says of it. */
function effectorConfig(mountedBinaries: Record<string, string>): ServiceConfig {
  const { serviceId, modules } = serviceConfig('effector', { mappedDirs: folder.mappedDirs('effector-1') });
  return {
    serviceId,
    modules: modules.map(({ config, wasm }) => ({
      wasm,
      config: config.name === 'binaries' ? { ...config, mountedBinaries } : config,
    })),
  };
}

function startEffector(mountedBinaries: Record<string, string>, binaries: ServiceInit['binaries'] = {}) {
  const service = createService(effectorConfig(mountedBinaries), { binaries });
  services.push(service);
  return (name: string, args: unknown[] = []) =>
    JSON.parse(service.callJson(name, JSON.stringify(args), PARAMETERS));
}

const bytes = (text: string) => [...Buffer.from(text)];

describe('effector', () => {
  const call = startEffector(BINARIES);

  it('runs a program with the arguments as they are: no shell', () => {
    const argument = '$(id) `id` ; echo x > /tmp/x "ю" *';
    expect(call('say', [argument])).toEqual({ success: true, error: '', text: `${argument}\n` });
    expect(call('echo', [['-n', 'a b', '', 'c']])).toEqual({
      ret_code: 0,
      error: '',
      stdout: bytes('a b  c'),
      stderr: [],
    });
    expect(call('echo', [[]]).stdout).toEqual(bytes('\n'));
  });

  it('tells exit code and error output', () => {
    const result = call('cat', [['/nowhere/at-all']]);
    expect(result).toMatchObject({ ret_code: 1, error: '', stdout: [] });
    expect(Buffer.from(result.stderr).toString()).toContain('/nowhere/at-all');
    expect(call('list_directory', ['/nowhere/at-all'])).toMatchObject({
      success: false,
      error: expect.stringContaining('/nowhere/at-all'),
      names: [],
    });
  });

  it('returns output of any bytes', () => {
    const file = join(folder.path, 'bytes');
    const all = Array.from({ length: 256 }, (_, i) => i);
    writeFileSync(file, Buffer.from(all));
    expect(call('cat', [[file]]).stdout).toEqual(all);
  });

  it('lists a directory of the host', () => {
    const directory = join(folder.path, 'listed');
    mkdirSync(join(directory, 'b'), { recursive: true });
    writeFileSync(join(directory, '-rf'), '');
    writeFileSync(join(directory, '.a'), '');
    expect(call('list_directory', [directory])).toEqual({
      success: true,
      error: '',
      names: expect.arrayContaining(['-rf', '.a', 'b']),
    });
  });

  it("lets a program read a file of the particle's vault by its host path", () => {
    writeFileSync(join(folder.makeVault(PARAMETERS), 'note'), 'in the vault');
    expect(call('cat_from_vault', ['note'])).toEqual({ success: true, error: '', text: 'in the vault' });
    expect(call('cat_from_vault', ['none']).success).toBe(false);
    expect(call('cat_from_vault', ['../other/note'])).toMatchObject({
      success: false,
      error: expect.stringContaining('no name of a file in the vault'),
    });
  });

  it('gives no link to a program: that would follow it out of the vault', () => {
    symlinkSync('/etc/passwd', join(folder.makeVault(PARAMETERS), 'link'));
    expect(call('cat_from_vault', ['link'])).toMatchObject({
      success: false,
      error: expect.stringContaining('no plain file'),
    });
  });

  it('a program that is not there is an answer, not a trap', () => {
    const broken = startEffector({ ...BINARIES, echo: '/nowhere/echo' });
    expect(broken('echo', [['x']])).toMatchObject({ ret_code: 100_001, stdout: [], stderr: [] });
    expect(broken('say', ['x'])).toMatchObject({ success: false, error: expect.stringContaining('100001') });
    expect(broken('cat', [[]]).ret_code).toBe(0);
  });

  it('a program that does not end, or writes without end, is killed and the service goes on', () => {
    const limits = { timeLimitMs: 100, maxOutputBytes: 1000 };
    const limited = startEffector({ echo: '/bin/sleep', ls: '/usr/bin/yes', cat: '/bin/cat' }, limits);
    expect(limited('echo', [['600']])).toMatchObject({
      ret_code: 100_000,
      error: expect.stringContaining('killed'),
    });
    const endless = limited('ls', [['x']]);
    expect(endless).toMatchObject({ ret_code: 100_000, error: expect.stringContaining('killed') });
    expect(endless.stdout.length).toBeLessThanOrEqual(1000);
    expect(limited('cat', [[]])).toMatchObject({ ret_code: 0, stdout: [] });
  });

  it('does not load without one of its programs', () => {
    const { cat, ...others } = BINARIES;
    expect(cat).toBe('/bin/cat');
    expect(() => startEffector(others)).toThrow("'cat'");
  });
});
