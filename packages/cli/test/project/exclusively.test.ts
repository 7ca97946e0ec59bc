import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '@noctiluca/testing';
import { expect, it } from 'vitest';
import { exclusively } from '../../src/project/exclusively.js';

it('tasks of one file run one after the other, also after one that fails', async () => {
  const file = tempFolder().at('sub/file');
  let running = 0;
  const task = (fails: boolean) => async () => {
    expect(++running).toBe(1);
    await sleep(5);
    running--;
    if (fails) throw new Error('as it should');
    return 'done';
  };
  const all = [true, false, false].map((fails) => exclusively(file, task(fails)));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

it('a lock that a dead process left does not last', async () => {
  const folder = tempFolder();
  await writeFile(folder.at('file.lock'), '1');
  const past = Date.now() / 1000 - 60;
  await utimes(folder.at('file.lock'), past, past);
  expect(await exclusively(folder.at('file'), async () => 'done')).toBe('done');
});

it('a lock is not made where nothing can be written', async () => {
  const folder = tempFolder({ file: '' });
  await expect(exclusively(folder.at('file/inside'), async () => {})).rejects.toMatchObject({
    code: expect.stringMatching(/EEXIST|ENOTDIR/),
  });
});
