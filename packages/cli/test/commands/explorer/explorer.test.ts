import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { openerOf } from '../../../src/commands/explorer/open-in-browser.js';
import { runCli } from '../../utils/run-cli.js';

const URL = 'http://127.0.0.1:18070/';

async function networkWith(more: object): Promise<string> {
  const { root } = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies: {}\n' });
  await mkdir(path.join(root, '.fluence'), { recursive: true });
  const state = { peers: [], readyMs: 1, pid: process.pid, startedAt: '', ...more };
  await writeFile(path.join(root, '.fluence', 'local.json'), JSON.stringify(state));
  return root;
}

describe('fluence explorer', () => {
  it('prints the address where nothing is to be opened', async () => {
    const root = await networkWith({ explorer: URL });
    expect(await runCli(root, ['explorer', '--no-open'])).toMatchObject({ stdout: `${URL}\n`, exitCode: 0 });
    const { stdout } = await runCli(root, ['explorer', '--json']);
    expect(JSON.parse(stdout)).toEqual({ url: URL, opened: false });
  });

  it('is shown by local ps', async () => {
    const root = await networkWith({ explorer: URL });
    expect((await runCli(root, ['local', 'ps'])).stdout).toContain(`explorer  ${URL}`);
    expect(JSON.parse((await runCli(root, ['local', 'ps', '--json'])).stdout)).toMatchObject({
      explorer: URL,
    });
  });

  it('says what to do when there is no network, or one of an earlier version', async () => {
    const { root } = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies: {}\n' });
    const none = await runCli(root, ['explorer']);
    expect([none.exitCode, none.stderr]).toEqual([1, expect.stringContaining('fluence local up')]);
    const old = await runCli(await networkWith({}), ['explorer']);
    expect([old.exitCode, old.stderr]).toEqual([1, expect.stringContaining('fluence local down')]);
  });
});

describe('what opens an address', () => {
  it.each([
    ['darwin', {}, ['open', URL]],
    ['win32', {}, ['cmd', '/c', 'start', '', URL]],
    ['linux', { DISPLAY: ':0' }, ['xdg-open', URL]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', URL]],
    ['linux', {}, undefined],
  ])('on %s with %j', (platform, env, command) => {
    expect(openerOf(platform, env, URL)).toEqual(command);
  });
});
