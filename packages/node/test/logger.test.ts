import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../src/logger.js';

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function logIn(dir: string, maxBytes: number) {
  return createLogger({ level: 'info', name: 'nox-0', file: join(dir, 'nox.log'), maxBytes });
}

it('a full log file is kept beside the new one, and the oldest goes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'noctiluca-log-'));
  dirs.push(dir);
  const log = logIn(dir, 1000);
  for (let n = 0; n < 60; n++) log.info({ n }, 'a line of some length');
  expect(readdirSync(dir).sort()).toEqual(['nox.log', 'nox.log.1', 'nox.log.2']);
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThan(1200);
  const numbers = ['nox.log.2', 'nox.log.1', 'nox.log'].flatMap((name) =>
    [...readFileSync(join(dir, name), 'utf8').matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n)),
  );
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => 60 - numbers.length + i));
});

it('goes on with the file of an earlier life, and counts what is in it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'noctiluca-log-'));
  dirs.push(dir);
  for (let life = 0; life < 3; life++)
    logIn(dir, 300).info({}, 'a line of some length, of which there are few in a file');
  expect(readdirSync(dir).sort()).toEqual(['nox.log', 'nox.log.1']);
});
