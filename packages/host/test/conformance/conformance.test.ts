import { readFile } from 'node:fs/promises';
import type { JsonValue } from '@noctiluca/marine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeBuiltins } from '../../src/builtins/documentation.js';
import { renderBuiltinsPage } from '../../src/builtins/reference-page.js';
import { addGreetingService, startTestHost, type TestHost } from '../utils/test-host.js';
import type { ConformanceCase, World } from './case.js';
import * as arrays from './cases/arrays.js';
import * as numbers from './cases/numbers.js';
import * as op from './cases/op.js';
import * as peer from './cases/peer.js';
import * as services from './cases/services.js';
import * as sig from './cases/sig.js';
import * as subnet from './cases/subnet.js';
import * as vault from './cases/vault.js';
import * as worker from './cases/worker.js';

const groups = [op, numbers, arrays, peer, sig, services, vault, worker, subnet];
const cases = groups.flatMap((group) => group.cases);
const infallible = groups.flatMap((group) => group.infallible);

/** Error texts that the cases had. */
const seen: { fn: string; text: string }[] = [];

let world: World;
let host: TestHost;

beforeAll(async () => {
  const identify = () => ({
    externalAddresses: ['/ip4/127.0.0.1/tcp/7771'],
    nodeVersion: '0.1.0',
    airVersion: '0.62.0',
    spellVersion: '0.7.5',
    allowedBinaries: [],
  });
  host = await startTestHost({ identify }, { subnets: subnet.subnets });
  world = { ...host, service: await addGreetingService(host, 'greeting') };
});

afterAll(() => host.destroy());

describe('built-in functions answer as the specification says', () => {
  test.each(cases.map((one) => [titleOf(one), one] as const))('%s', async (_, one) => {
    const [service = '', name = ''] = one.fn.split('.');
    const args = typeof one.args === 'function' ? await one.args(world) : (one.args ?? []);
    const how = typeof one.how === 'function' ? await one.how(world) : (one.how ?? {});
    if (one.error !== undefined) {
      const text = await world.error(service, name, args, how);
      const expected = typeof one.error === 'function' ? await one.error(world) : one.error;
      seen.push({ fn: one.fn, text });
      if (typeof expected === 'string') expect(text).toBe(expected);
      else expect(text).toMatch(expected);
      return;
    }
    await expectResult(one, await world.result(service, name, args, how));
  });

  test.each(infallible)('%s never fails', async (fn) => {
    const [service = '', name = ''] = fn.split('.');
    for (const args of [[], [null], [{ a: [1] }, 'x', -1]]) await world.result(service, name, args);
  });
});

describe('the documentation', () => {
  test('has every error text that a case has', () => {
    const documented = new Map(
      describeBuiltins(world.host.builtins).map((row) => [
        `${row.service}.${row.function}`,
        [...COMMON_ERRORS, ...row.errors].map(patternOf),
      ]),
    );
    const unknown = seen.filter(({ fn, text }) => !documented.get(fn)?.some((pattern) => pattern.test(text)));
    expect(seen.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });

  test('is written: `npm run reference` renews it', async () => {
    const page = await readFile(new URL('../../../../docs/reference/builtins.md', import.meta.url), 'utf8');
    // Tables of other packages follow.
    expect(page.startsWith(renderBuiltinsPage(world.host.builtins))).toBe(true);
    for (const error of COMMON_ERRORS) expect(page).toContain(error);
  });
});

describe('the table is covered', () => {
  const having = (key: 'result' | 'error') =>
    new Set(cases.filter((one) => one[key] !== undefined).map((one) => one.fn));

  test('every row has a case for its result and one for an error', () => {
    const rows = describeBuiltins(world.host.builtins).map((row) => `${row.service}.${row.function}`);
    const withResult = having('result');
    const withError = having('error');
    expect(rows.filter((fn) => !withResult.has(fn))).toEqual([]);
    expect(rows.filter((fn) => !withError.has(fn) && !infallible.includes(fn))).toEqual([]);
    expect(cases.filter(({ fn }) => !rows.includes(fn))).toEqual([]);
  });

  test('every protected row has a case of a stranger being refused', () => {
    for (const row of describeBuiltins(world.host.builtins).filter(({ access }) => access === 'protected')) {
      const refusals = cases.filter((one) => one.fn === `${row.service}.${row.function}`);
      expect(refusals.map(({ error }) => error)).toContain(
        'This function is only available to the host or worker spells',
      );
    }
  });
});

async function expectResult({ fn, result }: ConformanceCase, actual: JsonValue) {
  if (result === undefined) throw new Error(`the case of ${fn} expects neither a result nor an error`);
  if (typeof result === 'function') expect(actual).toEqual(await result(world));
  else if (isCheck(result)) result.check(actual, world);
  else expect(actual).toEqual(result);
}

function isCheck(result: unknown): result is { check: (actual: JsonValue, world: World) => void } {
  return typeof result === 'object' && result !== null && 'check' in result;
}

function titleOf({ fn, args, why, error }: ConformanceCase): string {
  const shown =
    typeof args === 'function'
      ? '…'
      : JSON.stringify(args ?? [], printable)
          .slice(1, -1)
          .slice(0, 60);
  return `${fn}(${shown})${error === undefined ? '' : ' fails'}${why === undefined ? '' : `: ${why}`}`;
}

function printable(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** What every function can fail with (spec/nox.md §2.8, §3.0). */
const COMMON_ERRORS = [
  "Error: Field '<x>' is missing from args to call_service",
  "Error: Error deserializing field '<x>': expected <T>, got <V>",
  "Error: Option's array must contain at most 1 element, field '<x>' has <n>",
  'expected <n> arguments, got <n>',
  'This function is only available to the host or worker spells',
];

/** `<…>` stands for anything. */
function patternOf(template: string): RegExp {
  const parts = template.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}
