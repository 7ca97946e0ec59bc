import { readFile } from 'node:fs/promises';
import { describeBuiltins, HOST_SCOPE, renderBuiltins } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_TRIGGERS } from '../../src/index.js';
import { every, SCRIPT, startTestPeer } from '../utils/test-peer.js';
import type { ConformanceCase, World } from './case.js';
import * as helpers from './cases/helpers.js';
import * as spell from './cases/spell.js';

const groups = [helpers, spell];
const cases = groups.flatMap((group) => group.cases);
const infallible = groups.flatMap((group) => group.infallible);

/** Error texts that the cases had. */
const seen: { fn: string; text: string }[] = [];

let world: World;

beforeAll(async () => {
  const peer = await startTestPeer();
  const creator = generateKeyPair();
  const workerId = await peer.host.workers.create({ dealId: 'deal', creatorPeerId: creator.peerId });
  const scope = { kind: 'worker', workerId } as const;
  const install = { script: SCRIPT, data: { greeting: 'hello' } };
  const spellId = await peer.spells.install({
    ...install,
    scope: HOST_SCOPE,
    triggerConfig: every(0),
    alias: 'greeter',
  });
  const residentId = await peer.spells.install({
    ...install,
    scope,
    triggerConfig: NO_TRIGGERS,
    alias: 'resident',
  });
  await peer.settled();
  const keyPair = peer.host.keyPairOf(scope)!;
  world = { ...peer, spellId, creator, residentId, worker: { workerId, scope, keyPair } };
});

afterAll(() => world.destroy());

describe('built-in functions answer as the specification says', () => {
  test.each(cases.map((one) => [titleOf(one), one] as const))('%s', async (_, one) => {
    const [service = '', row = ''] = one.fn.split('.');
    const name = one.name ?? row;
    const args = typeof one.args === 'function' ? await one.args(world) : (one.args ?? []);
    const how = typeof one.how === 'function' ? await one.how(world) : (one.how ?? {});
    if (one.error !== undefined) {
      const text = await world.error(service, name, args, how);
      const expected = typeof one.error === 'function' ? one.error(world) : one.error;
      seen.push({ fn: one.fn, text });
      if (typeof expected === 'string') expect(text).toBe(expected);
      else expect(text).toMatch(expected);
      return;
    }
    await expectResult(one, await world.result(service, name, args, how));
  });

  test('what fails leaves everything as it was', async () => {
    const spellIds = world.spells.list(HOST_SCOPE);
    const { version } = world.spells.get(HOST_SCOPE, 'greeter')!;
    const by = { by: world.management };
    await world.error('spell', 'install', [SCRIPT, {}, NO_TRIGGERS, 'self'], by);
    await world.error('spell', 'install', [SCRIPT, { ['k'.repeat(2000)]: 1 }, NO_TRIGGERS], by);
    await world.error('spell', 'update', ['greeter', '(null)', { ['k'.repeat(2000)]: 1 }], by);
    expect(world.spells.list(HOST_SCOPE)).toEqual(spellIds);
    expect(world.spells.get(HOST_SCOPE, 'greeter')).toMatchObject({ version, script: '(seq (null) (null))' });
  });
});

describe('the documentation', () => {
  test('has every error text that a case has', () => {
    const documented = new Map(
      describeBuiltins(world.spells.builtins).map((row) => [
        `${row.service}.${row.function}`,
        [...COMMON_ERRORS, ...row.errors].map(patternOf),
      ]),
    );
    const unknown = seen.filter(({ fn, text }) => !documented.get(fn)?.some((pattern) => pattern.test(text)));
    expect(seen.length).toBeGreaterThan(40);
    expect(unknown).toEqual([]);
  });

  test('is written: `npm run reference` renews it', async () => {
    const page = await readFile(new URL('../../../../docs/reference/builtins.md', import.meta.url), 'utf8');
    expect(page).toContain(renderBuiltins(world.spells.builtins));
  });
});

describe('the table is covered', () => {
  const having = (key: 'result' | 'error') =>
    new Set(cases.filter((one) => one[key] !== undefined).map((one) => one.fn));

  test('every row has a case for its result and one for an error', () => {
    const rows = describeBuiltins(world.spells.builtins).map((row) => `${row.service}.${row.function}`);
    const withResult = having('result');
    const withError = having('error');
    expect(rows.filter((fn) => !withResult.has(fn))).toEqual([]);
    expect(rows.filter((fn) => !withError.has(fn) && !infallible.includes(fn))).toEqual([]);
    expect(cases.filter(({ fn }) => !rows.includes(fn))).toEqual([]);
  });
});

async function expectResult({ fn, result }: ConformanceCase, actual: JsonValue) {
  if (result === undefined) throw new Error(`the case of ${fn} expects neither a result nor an error`);
  if (typeof result === 'function') expect(actual).toEqual(await result(world));
  else if (isCheck(result)) await result.check(actual, world);
  else expect(actual).toEqual(result);
}

function isCheck(
  result: unknown,
): result is { check: (actual: JsonValue, world: World) => void | Promise<void> } {
  return typeof result === 'object' && result !== null && 'check' in result;
}

function titleOf({ fn, name, args, why, error }: ConformanceCase): string {
  const shown =
    typeof args === 'function'
      ? '…'
      : JSON.stringify(args ?? [])
          .slice(1, -1)
          .slice(0, 60);
  const called = name === undefined ? fn : `${fn.split('.')[0]}.${name}`;
  return `${called}(${shown})${error === undefined ? '' : ' fails'}${why === undefined ? '' : `: ${why}`}`;
}

/** What every function can fail with (spec/nox.md §2.8). */
const COMMON_ERRORS = [
  "Error: Field '<x>' is missing from args to call_service",
  "Error: Error deserializing field '<x>': <reason>",
];

/** `<…>` stands for anything. */
function patternOf(template: string): RegExp {
  const parts = template.split(/<[^>]*>+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}
