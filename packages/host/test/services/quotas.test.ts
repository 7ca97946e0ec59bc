import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cidOf, createBlobStore } from '@noctiluca/store';
import { afterEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import type { QuotasInit } from '../../src/index.js';
import {
  addGreetingBlueprint,
  addGreetingService,
  fixture,
  startTestHost,
  type TestHost,
  variantOfEffector,
} from '../utils/test-host.js';

let at: TestHost | undefined;
afterEach(async () => {
  await at?.destroy();
  at = undefined;
});

async function hostWith(quotas: QuotasInit = {}): Promise<TestHost> {
  at = await startTestHost({ quotas });
  return at;
}

async function hits({ registry }: TestHost, limit: string): Promise<number> {
  const metric = await registry.getSingleMetric('host_limit_reached_total')?.get();
  return metric?.values.find(({ labels }) => labels.limit === limit)?.value ?? 0;
}

describe('a quota', () => {
  test('bounds the bytes of modules; one that is there already is taken again', async () => {
    const effector = await fixture('effector');
    const host = await hostWith({ modulesBytes: effector.length });
    const { modules } = host.host.services;
    await modules.add('a', effector);
    await modules.add('b', effector);
    const size = (await variantOfEffector()).length;
    await expect(modules.add('c', await variantOfEffector())).rejects.toMatchObject({
      code: 'LIMIT',
      message: `Cannot add module 'c' of ${size} bytes: modules take ${effector.length} of ${effector.length} bytes, remove some first`,
    });
    expect(await hits(host, 'modules_bytes')).toBe(1);
    await modules.remove(cidOf(effector));
    await modules.remove(await modules.add('c', effector));
    expect(modules.list()).toEqual([]);
  });

  test('bounds the number of modules, also of those added at the same time', async () => {
    const host = await hostWith({ modules: 2 });
    const { modules } = host.host.services;
    const variants = await Promise.all([1, 2, 3, 4].map(variantOfEffector));
    const added = await Promise.allSettled(variants.map((wasm, n) => modules.add(`m${n}`, wasm)));
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(modules.list()).toHaveLength(2);
    expect(await hits(host, 'modules')).toBe(2);
  });

  test('bounds the number of blueprints', async () => {
    const host = await hostWith({ blueprints: 1 });
    const { blueprints } = host.host.services;
    const dependencies = [cidOf(await fixture('effector'))];
    await blueprints.add({ name: 'a', dependencies });
    await blueprints.add({ name: 'a', dependencies });
    await expect(blueprints.add({ name: 'b', dependencies })).rejects.toThrow(
      "Cannot add blueprint 'b': this peer keeps at most 1, remove one first",
    );
    expect(await hits(host, 'blueprints')).toBe(1);
  });

  test('bounds the services of a scope, also of those created at the same time', async () => {
    const host = await hostWith({ servicesPerScope: 2 });
    const { services, hostPeerId: ownerId } = host.host;
    const { blueprintId } = await addGreetingBlueprint(host);
    const create = (scope: Parameters<typeof services.list>[0]) =>
      services.create({ scope, blueprintId, ownerId });
    const made = await Promise.allSettled([1, 2, 3].map(() => create(HOST_SCOPE)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(create(HOST_SCOPE)).rejects.toThrow(
      'Cannot create a service on Host: it has 2, as many as it may; remove one first',
    );
    expect(await hits(host, 'services_per_scope')).toBe(2);
    expect(await readdir(join(host.dir, 'storage'))).toHaveLength(2);
    const workerId = await host.host.workers.create({ dealId: 'room', creatorPeerId: ownerId });
    await create({ kind: 'worker', workerId });
  });
});

describe('room that was given back', () => {
  test('is there for another service, after refusals and aliases that were refused', async () => {
    const host = await hostWith({ servicesPerScope: 2 });
    const { services, hostPeerId: ownerId } = host.host;
    const { blueprintId } = await addGreetingBlueprint(host);
    const create = (alias?: string) =>
      services.create({ scope: HOST_SCOPE, blueprintId, ownerId, ...(alias === undefined ? {} : { alias }) });
    for (let round = 0; round < 2; round++) {
      await expect(create('a/b')).rejects.toMatchObject({ code: 'INVALID' });
      const made = [await create(), await create()];
      await expect(create()).rejects.toMatchObject({ code: 'LIMIT' });
      for (const serviceId of made) await services.remove(HOST_SCOPE, serviceId, ownerId);
    }
  });

  test('is there for another blueprint', async () => {
    const host = await hostWith({ blueprints: 1 });
    const { blueprints } = host.host.services;
    const dependencies = [cidOf(await fixture('effector'))];
    for (const name of ['a', 'b']) {
      const id = await blueprints.add({ name, dependencies });
      await expect(blueprints.add({ name: 'c', dependencies })).rejects.toMatchObject({ code: 'LIMIT' });
      await blueprints.remove(id);
    }
  });
});

describe('removal of modules and blueprints', () => {
  test('is refused while they are used, and goes from the service down', async () => {
    const host = await hostWith();
    const { services } = host.host;
    const { serviceId, blueprintId, greeting } = await addGreetingService(host, 'greeting');
    await expect(services.modules.remove(greeting)).rejects.toMatchObject({ code: 'IN_USE' });
    await expect(services.blueprints.remove(blueprintId)).rejects.toThrow(
      `Cannot remove blueprint '${blueprintId}': it is used by services ${serviceId} greeting`,
    );
    await services.remove(HOST_SCOPE, serviceId, host.host.hostPeerId);
    await services.blueprints.remove(blueprintId);
    await services.modules.remove(greeting);
    expect(services.modules.get(greeting)).toBeUndefined();
    expect(await readdir(join(host.dir, 'blobs'))).not.toContain(`${greeting}.wasm`);
    await expect(services.modules.remove(greeting)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('names the first few of many users', async () => {
    const host = await hostWith();
    const { modules, blueprints } = host.host.services;
    const cid = await modules.add('effector', await fixture('effector'));
    for (let n = 0; n < 12; n++) await blueprints.add({ name: `b${n}`, dependencies: [cid] });
    await expect(modules.remove(cid)).rejects.toThrow(
      /: it is used by blueprints (\S+ \(b\d+\)(, | and )){10}2 more$/,
    );
  });

  test('of a blueprint while a service of it is being created leaves one or the other', async () => {
    const host = await hostWith();
    const { services, hostPeerId: ownerId } = host.host;
    const { blueprintId } = await addGreetingBlueprint(host);
    const creation = services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
    await services.blueprints.remove(blueprintId);
    await expect(creation).rejects.toThrow(`Blueprint '${blueprintId}' wasn't found`);
    expect(services.list(HOST_SCOPE)).toEqual([]);
    expect(await readdir(join(host.dir, 'storage'))).toEqual([]);
    expect(host.host.describe().servicesUp).toBe(0);
  });

  test('that was interrupted leaves bytes that the next start removes', async () => {
    const first = await startTestHost();
    const { greeting } = await addGreetingBlueprint(first);
    await first.stop();
    const life = new AbortController();
    const blobs = createBlobStore({ dir: join(first.dir, 'blobs') });
    await blobs.start(life.signal);
    const orphan = await blobs.put(await variantOfEffector());
    await blobs.stop(life.signal);
    at = await startTestHost({}, { dir: first.dir });
    const files = await readdir(join(at.dir, 'blobs'));
    expect(files).toContain(`${greeting}.wasm`);
    expect(files).not.toContain(`${orphan}.wasm`);
  });
});
