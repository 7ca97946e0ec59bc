import { createTraceRing } from '@noctiluca/aquamarine';
import { describe, expect, it } from 'vitest';
import type { ListedParts } from '../../src/http/components.js';
import { createRoutes } from '../../src/http/routes.js';

const LONG = 'x'.repeat(2_000);
const errorOf = (error_code: number) => ({ error_code, instruction: '', message: LONG, peer_id: 'p' });

/** A peer with so many modules, and a spell that keeps much. */
function peer({ modules = 0 } = {}) {
  const asked: unknown[] = [];
  const record = { serviceId: 's', serviceType: 'spell', blueprintId: '', ownerId: 'o', aliases: ['a'] };
  const spell = {
    ...{ spellId: 's', version: 1, scriptCid: 'c', triggerConfig: {}, isRunning: false, runs: 0, script: '' },
    logs: () => [{ timestamp: 1, message: LONG }],
    errors: () => [
      { particle_id: 'p', errors: Array.from({ length: 15 }, (_, i) => ({ last_error: errorOf(i) })) },
    ],
    lastError: () => ({ particleId: 'p', error: errorOf(0) }),
    values: () => Array.from({ length: 600 }, (_, i) => [`k${i}`, LONG]),
  };
  const parts = {
    host: {
      services: {
        modules: {
          list: () =>
            Array.from({ length: modules }, (_, i) => ({
              cid: `cid${String(i).padStart(5, '0')}`,
              module: { name: 'm', loggerEnabled: false, mountedBinaries: {} },
            })).reverse(),
        },
        blueprints: { list: () => [{ id: 'b', blueprint: { name: 'b', dependencies: ['cid00000'] } }] },
        resolve: () => record,
      },
    },
    spells: { get: () => spell },
    aquamarine: {
      holdings: (query: unknown) => {
        asked.push(query);
        return { holders: [] };
      },
    },
  };
  const routes = createRoutes({
    ...{ peerId: 'p', versions: {}, metrics: undefined, health: undefined },
    describe: () => ({}),
    traces: createTraceRing(),
    parts: parts as unknown as ListedParts,
  });
  const get = async (path: string) => {
    const response = await routes.request(path);
    return { status: response.status, body: response.ok ? await response.json() : await response.text() };
  };
  return { get, asked };
}

interface Modules {
  readonly items: { cid: string; blueprints: number }[];
  readonly total: number;
  readonly next: string | null;
}

describe('lists', () => {
  it('give so many at first, and no more than a thousand', async () => {
    const { get } = peer({ modules: 1_500 });
    const lengthOf = async (query: string) =>
      ((await get(`/api/modules${query}`)).body as Modules).items.length;
    expect(await lengthOf('')).toBe(100);
    expect(await lengthOf('?limit=1000')).toBe(1_000);
    expect(await get('/api/modules?limit=1001')).toEqual({
      status: 400,
      body: 'limit: a whole number from 1 to 1000',
    });
  });

  it('give everything once, page by page, in the order of their keys', async () => {
    const { get } = peer({ modules: 25 });
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page = (await get(`/api/modules?limit=10&after=${after}`)).body as Modules;
      expect(page.total).toBe(25);
      seen.push(...page.items.map(({ cid }) => cid));
      after = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `cid${String(i).padStart(5, '0')}`));
  });

  it('have a last page that is full', async () => {
    const { get } = peer({ modules: 2 });
    expect(await get('/api/modules?limit=2')).toMatchObject({ body: { next: null, total: 2 } });
    expect(await get('/api/modules?limit=1')).toMatchObject({ body: { next: 'cid00000', total: 2 } });
  });

  it('say who uses a thing', async () => {
    const { items } = (await peer({ modules: 2 }).get('/api/modules')).body as Modules;
    expect(items.map(({ blueprints }) => blueprints)).toEqual([1, 0]);
  });

  it('give so many holders of the ledger', async () => {
    const { get, asked } = peer();
    await get('/api/ledger');
    await get('/api/ledger?class=site&limit=100');
    expect(asked).toEqual([
      { class: 'author', limit: 20 },
      { class: 'site', limit: 100 },
    ]);
    expect((await get('/api/ledger?limit=101')).status).toBe(400);
    expect((await get('/api/ledger?class=nobody')).status).toBe(400);
  });

  it('show so many keys and errors of a spell, long texts cut', async () => {
    const { values, errors, logs, lastError } = (await peer().get('/api/spells/a')).body as {
      values: { value: string }[];
      errors: { errors: { code: number; message: string }[] }[];
      logs: { message: string }[];
      lastError: { message: string };
    };
    expect(errors[0]!.errors.map(({ code }) => code)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    for (const { message } of [errors[0]!.errors[0]!, logs[0]!, lastError])
      expect(message).toHaveLength(1_024);
    expect(values).toHaveLength(512);
    expect(values[0]!.value).toHaveLength(1_024);
    expect(values[0]!.value.endsWith('…')).toBe(true);
  });

  it('are not there where nothing is to be listed', async () => {
    const routes = createRoutes({
      ...{ peerId: 'p', versions: {}, metrics: undefined, health: undefined },
      describe: () => ({}),
      traces: createTraceRing(),
    });
    expect((await routes.request('/api/services')).status).toBe(404);
  });
});
