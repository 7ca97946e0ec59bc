import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import {
  LOGGED_CAUSES,
  LOGGED_ERRORS,
  LOGGED_FIELDS,
  LOGGED_STACK_CHARS,
  LOGGED_TEXT_CHARS,
} from '../src/constants.js';
import { createLogger } from '../src/logger.js';

function logIn(dir: string, maxBytes: number) {
  return createLogger({ level: 'info', name: 'nox-0', file: join(dir, 'nox.log'), maxBytes });
}

it('a full log file is kept beside the new one, and the oldest goes', () => {
  const dir = tempDir('log');
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
  const dir = tempDir('log');
  for (let life = 0; life < 3; life++)
    logIn(dir, 300).info({}, 'a line of some length, of which there are few in a file');
  expect(readdirSync(dir).sort()).toEqual(['nox.log', 'nox.log.1']);
});

describe('an error', () => {
  const failed = (error: unknown) => {
    const dir = tempDir('log');
    logIn(dir, 1_000_000).error({ err: error }, 'Failed');
    return JSON.parse(readFileSync(join(dir, 'nox.log'), 'utf8')).err;
  };

  it('is told with its class, code, stack and causes', () => {
    const cause = Object.assign(new TypeError('deep'), { code: 'E_DEEP' });
    expect(failed(Object.assign(new RangeError('high', { cause }), { code: 'E_HIGH', step: 3 }))).toEqual({
      type: 'RangeError',
      message: 'high',
      code: 'E_HIGH',
      step: 3,
      stack: expect.stringMatching(/^RangeError: high\n {4}at /),
      cause: {
        type: 'TypeError',
        message: 'deep',
        code: 'E_DEEP',
        stack: expect.stringMatching(/^TypeError: deep\n {4}at /),
      },
    });
  });

  it.each([
    { what: 'a text', thrown: 'gone', told: { type: 'string', message: 'gone' } },
    { what: 'a plain object', thrown: { message: 'm', seed: 's' }, told: { type: 'object', message: 'm' } },
    {
      what: 'an event that has the error in it',
      thrown: { message: '', error: 'refused' },
      told: { type: 'object', message: '', cause: { type: 'string', message: 'refused' } },
    },
    {
      what: 'several at once',
      thrown: new AggregateError(['a', 'b'], 'both'),
      told: { message: 'both', errors: [{ message: 'a' }, { message: 'b' }] },
    },
  ])('may be $what', ({ thrown, told }) => expect(failed(thrown)).toMatchObject(told));

  it('tells no secrets and nothing that has structure, at any depth', () => {
    const fields = { seed: 'hidden', passphrase: 'hidden', bytes: new Uint8Array(3), list: ['hidden'] };
    const cause = Object.assign(new Error('deep'), { secretKey: 'hidden' });
    const err = failed(Object.assign(new Error('high', { cause }), fields));
    expect(Object.keys(err)).toEqual(['type', 'message', 'stack', 'cause']);
    expect(JSON.stringify(err)).not.toContain('hidden');
  });

  it('has bounds: texts, stack, fields, causes and parts', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, 'x'.repeat(100_000)]));
    let error = new Error('innermost');
    for (let i = 0; i < 50; i++) {
      const parts = Array.from({ length: 50 }, () => error);
      error = Object.assign(new AggregateError(parts, 'm'.repeat(100_000), { cause: error }), many);
    }
    const err = failed(error);
    expect(err.message).toBe(`${'m'.repeat(LOGGED_TEXT_CHARS)}…`);
    expect(err.f0).toBe(`${'x'.repeat(LOGGED_TEXT_CHARS)}…`);
    expect(Object.keys(err).filter((name) => /^f\d/.test(name))).toHaveLength(LOGGED_FIELDS);
    expect(err.stack.length).toBeLessThan(LOGGED_TEXT_CHARS + LOGGED_STACK_CHARS + 50);
    expect(err.stack).toMatch(/\n {4}at /);
    expect(err.errors).toHaveLength(LOGGED_ERRORS);
    expect(err.errors[0]).toMatchObject({ errors: [] });
    let causes = 0;
    for (let at = err; at.cause !== undefined; at = at.cause) causes++;
    expect(causes).toBe(LOGGED_CAUSES);
  });
});
