import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempDir } from '../src/index.js';

const made: string[] = [];

it('a directory of its own for each who asks', () => {
  made.push(tempDir('kept'), tempDir('kept'));
  expect(new Set(made).size).toBe(2);
  for (const dir of made) writeFileSync(path.join(dir, 'file'), 'something');
});

it('is gone when the test is over', () => {
  expect(made.map((dir) => existsSync(dir))).toEqual([false, false]);
});
