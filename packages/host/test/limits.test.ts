import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServiceRunner, type ServiceRunner } from '@noctiluca/marine';
import { base58btc } from 'multiformats/bases/base58';
import { afterEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../src/access/peer-scope.js';
import {
  BASE58_MAX_BYTES,
  BUILTIN_RESULT_MAX_LENGTH,
  KAD_MAX_COUNT,
  MAX_CU_IDS,
  MAX_WRAPPED_DIGEST_BYTES,
  MODULE_MAX_BYTES,
  NAME_MAX_BYTES,
  RESTORE_CONCURRENCY,
  VAULT_TEXT_MAX_BYTES,
} from '../src/constants.js';
import {
  addGreetingBlueprint,
  connectivity,
  REMOTE_PEER,
  startTestHost,
  type TestHost,
} from './utils/test-host.js';

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.destroy();
});

async function start(...args: Parameters<typeof startTestHost>): Promise<TestHost> {
  const host = await startTestHost(...args);
  hosts.push(host);
  return host;
}

/** The sample service that misbehaves on demand (services/README.md), under the alias `rogue`. */
async function addRogue({ host }: TestHost): Promise<void> {
  const { services, hostPeerId: ownerId } = host;
  const wasm = await readFile(new URL('../../../services/rogue/rogue.wasm', import.meta.url));
  const cid = await services.modules.add('rogue', wasm);
  const blueprintId = await services.blueprints.add({ name: 'rogue', dependencies: [cid] });
  await services.create({ scope: HOST_SCOPE, blueprintId, ownerId, alias: 'rogue' });
}

async function failedCalls({ registry }: TestHost): Promise<number> {
  const metric = await registry.getSingleMetric('services_call_failed_count_total')?.get();
  return metric?.values.find(({ labels }) => labels.service_type === 'rogue')?.value ?? 0;
}

describe('a call of a service', () => {
  test('that does not end is ended, and the next one is served', async () => {
    const at = await start({ callDeadlineMs: 2000 });
    await addRogue(at);
    expect(await at.error('rogue', 'spin', [])).toContain('ended');
    expect(await failedCalls(at)).toBe(1);
    expect(await at.result('rogue', 'counter', [])).toBe(1);
  });

  test('that takes more memory than the service may have fails, and the next one is served', async () => {
    const at = await start({ serviceMemoryLimitBytes: 32 * 1024 * 1024 });
    await addRogue(at);
    expect(await at.error('rogue', 'hog', [64])).toContain('memory limit');
    expect(await failedCalls(at)).toBe(1);
    expect(await at.result('rogue', 'counter', [])).toBe(1);
  });
});

describe('refused is', () => {
  test('a module that is too large', async () => {
    const at = await start();
    const adding = at.host.services.modules.add('large', new Uint8Array(MODULE_MAX_BYTES + 1));
    await expect(adding).rejects.toMatchObject({ code: 'LIMIT' });
  });

  test('a name that is too long: of a module, a blueprint, an alias, a deal', async () => {
    const at = await start();
    const { services, workers, hostPeerId } = at.host;
    const { blueprintId, greeting } = await addGreetingBlueprint(at);
    const serviceId = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId: hostPeerId });
    const long = 'x'.repeat(NAME_MAX_BYTES + 1);
    const wasm = await readFile(new URL('./fixtures/effector.wasm', import.meta.url));
    await expect(services.modules.add(long, wasm)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(services.blueprints.add({ name: long, dependencies: [greeting] })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(services.addAlias(HOST_SCOPE, long, serviceId, hostPeerId)).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(workers.create({ dealId: long, creatorPeerId: hostPeerId })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await services.addAlias(HOST_SCOPE, long.slice(1), serviceId, hostPeerId);
    await workers.create({ dealId: long.slice(1), creatorPeerId: hostPeerId });
  });

  test('a worker with too many compute units', async () => {
    const { host } = await start();
    const cuIds = Array.from({ length: MAX_CU_IDS + 1 }, (_, i) => `cu-${i}`);
    const creating = host.workers.create({ dealId: 'deal', creatorPeerId: host.hostPeerId, cuIds });
    await expect(creating).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('an answer that is longer than a particle should carry', async () => {
    const at = await start();
    const half = 'x'.repeat(BUILTIN_RESULT_MAX_LENGTH / 2);
    expect(await at.error('op', 'concat_strings', [half, half])).toBe(
      `the result of op.concat_strings is ${BUILTIN_RESULT_MAX_LENGTH + 2} bytes, at most ${BUILTIN_RESULT_MAX_LENGTH} are answered`,
    );
  });

  test('base58 of too many bytes, either way', async () => {
    const at = await start();
    const most = new Uint8Array(BASE58_MAX_BYTES).fill(1);
    expect(await at.result('op', 'bytes_to_b58', [[...most]])).toBe(base58btc.baseEncode(most));
    expect(await at.error('op', 'bytes_to_b58', [[...most, 1]])).toContain(String(BASE58_MAX_BYTES));
    const text = 'z'.repeat(2 * BASE58_MAX_BYTES);
    expect(await at.error('op', 'bytes_from_b58', [text])).toContain(String(BASE58_MAX_BYTES));
  });

  test('a digest that is too long to be wrapped without hashing', async () => {
    const at = await start();
    const digest = (bytes: number) => base58btc.baseEncode(new Uint8Array(bytes).fill(1));
    expect(await at.result('kad', 'neighborhood', [digest(MAX_WRAPPED_DIGEST_BYTES)])).toEqual([REMOTE_PEER]);
    expect(await at.error('kad', 'neighborhood', [digest(MAX_WRAPPED_DIGEST_BYTES + 1)])).toBe(
      'Error: Invalid multihash: a digest has at most 64 bytes, got 65',
    );
  });

  test('a text of a vault that is too long', async () => {
    const at = await start();
    const how = { particle: at.particleBy(at.stranger) };
    const path = String(await at.result('vault', 'put', ['x'], how));
    const [, , , vault, name] = path.split('/');
    const real = join(at.dir, 'vault', at.keyPair.peerId, vault!, name!);
    await writeFile(real, 'x'.repeat(VAULT_TEXT_MAX_BYTES));
    expect(await at.result('vault', 'cat', [path], how)).toHaveLength(VAULT_TEXT_MAX_BYTES);
    await writeFile(real, 'x'.repeat(VAULT_TEXT_MAX_BYTES + 1));
    expect(await at.error('vault', 'cat', [path], how)).toContain('Error reading vault file');
  });
});

test('no more neighbours are looked for than are answered', async () => {
  const counts: number[] = [];
  const counting = {
    ...connectivity,
    neighborhood: async (_: Uint8Array, count: number) => {
      counts.push(count);
      return [];
    },
  };
  const at = await start({}, { connectivity: counting });
  await at.result('kad', 'neighborhood', [at.keyPair.peerId, true, [KAD_MAX_COUNT + 1]]);
  expect(counts).toEqual([KAD_MAX_COUNT]);
});

test('so many services are restored at a time, the others wait', async () => {
  const first = await startTestHost();
  const { blueprintId } = await addGreetingBlueprint(first);
  const { hostPeerId: ownerId } = first.host;
  for (let i = 0; i < 6; i++) await first.host.services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
  await first.stop();
  const real = createServiceRunner();
  let underWay = 0;
  let most = 0;
  const runner: ServiceRunner = {
    close: () => real.close(),
    async create(...args) {
      most = Math.max(most, ++underWay);
      return real.create(...args).finally(() => underWay--);
    },
  };
  const next = await start({}, { dir: first.dir, runner });
  expect(await next.host.restored()).toEqual([]);
  expect(next.host.describe().servicesUp).toBe(6);
  expect(most).toBe(RESTORE_CONCURRENCY);
});
