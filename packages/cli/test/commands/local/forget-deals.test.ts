import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { forgetLocalDeals } from '../../../src/commands/local/forget-deals.js';

const deal = (name: string) => `    ${name}: # mine\n      dealId: ab\n`;
const HEAD = '# A result\r\nversion: 1\n';

async function forgotten(text: string | undefined): Promise<[boolean, string | undefined]> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-forget-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'workers.yaml');
  if (text !== undefined) await writeFile(file, text);
  const had = await forgetLocalDeals(dir);
  return [had, text === undefined ? undefined : await readFile(file, 'utf8')];
}

describe('forgetting the deals of the local network', () => {
  it('leaves all else of workers.yaml as it is, byte for byte', async () => {
    const [others, hosts] = [`  kras:\n${deal('b')}`, `hosts:\n  local:\n${deal('c')}`];
    const text = `${HEAD}deals:\n  local:\n${deal('a')}${others}${hosts}`;
    expect(await forgotten(text)).toEqual([true, `${HEAD}deals:\n${others}${hosts}`]);
  });

  it('leaves no empty section', async () => {
    const [had, text] = await forgotten(
      `${HEAD}deals:\n  local:\n${deal('a')}hosts:\n  local:\n${deal('c')}`,
    );
    expect([had, text]).toEqual([true, `${HEAD}hosts:\n  local:\n${deal('c')}`]);
  });

  it.each([
    ['no file', undefined],
    ['none', `${HEAD}hosts:\n  local:\n${deal('c')}`],
    ['deals of version 0, one of which is named so', `version: 0\ndeals:\n  local:\n    dealId: ab\n`],
  ])('does nothing when there is %s', async (_, text) => {
    expect(await forgotten(text)).toEqual([false, text]);
  });
});
