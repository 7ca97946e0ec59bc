import { mkdirSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { watchSources } from '../src/watch.js';

const future = Number.MAX_SAFE_INTEGER;

describe('watchSources', () => {
  it.each([
    ['changes', (folder: ReturnType<typeof tempFolder>) => folder.write('lib/a.aqua', 'new')],
    ['appears', (folder: ReturnType<typeof tempFolder>) => folder.write('lib/b.aqua', 'new')],
    ['goes', (folder: ReturnType<typeof tempFolder>) => folder.remove('lib/a.aqua')],
  ])('wakes when a file %s', async (_what, change) => {
    const folder = tempFolder({ 'lib/a.aqua': 'old' });
    const { signal } = new AbortController();
    const woken = watchSources({
      files: [folder.at('lib/a.aqua')],
      folders: [folder.at('lib')],
      since: future,
      signal,
    });
    change(folder);
    expect(await woken).toBe(true);
  });

  it('wakes for a change that came before the call', async () => {
    const folder = tempFolder({ 'a.aqua': 'old' });
    const { signal } = new AbortController();
    expect(await watchSources({ files: [folder.at('a.aqua')], folders: [], since: 0, signal })).toBe(true);
  });

  it('ends with its signal, and does not mind a folder that is gone', async () => {
    const folder = tempFolder();
    mkdirSync(folder.at('lib'));
    const controller = new AbortController();
    const folders = [folder.at('lib'), folder.at('gone')];
    const woken = watchSources({ files: [], folders, since: future, signal: controller.signal });
    controller.abort();
    expect(await woken).toBe(false);
  });
});
