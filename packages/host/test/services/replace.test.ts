import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '@noctiluca/marine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { addGreetingBlueprint, startTestHost, type TestHost } from '../utils/test-host.js';

const keeper = readFileSync(new URL('../../../../services/keeper/keeper.wasm', import.meta.url));

/** The same program in other bytes. */
function variant(mark: number): Uint8Array {
  const name = 'mark';
  const section = [0, name.length + 2, name.length, ...new TextEncoder().encode(name), mark];
  return Buffer.concat([keeper, Uint8Array.from(section)]);
}

let at: TestHost;
let id: string;

beforeEach(async () => {
  at = await startTestHost();
  const blueprintId = await keeperBlueprint(at, keeper);
  const { hostPeerId, services } = at.host;
  id = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId: hostPeerId, alias: 'keeper' });
  await services.addAlias(HOST_SCOPE, 'also', id, hostPeerId);
});
afterEach(() => at.destroy());

async function keeperBlueprint({ host }: TestHost, wasm: Uint8Array): Promise<string> {
  const cid = await host.services.modules.add('keeper', wasm);
  return host.services.blueprints.add({ name: 'keeper', dependencies: [cid] });
}

async function call(host: TestHost, functionName: string, ...args: string[]) {
  const { hostPeerId, services } = host.host;
  const how = { functionName, args, initPeerId: hostPeerId };
  return parseJson(await services.calls.callAsHost(HOST_SCOPE, 'keeper', how));
}

const replace = (host: TestHost, blueprintId: string, keepFiles = true) =>
  host.host.services.replace(HOST_SCOPE, 'keeper', { blueprintId, keepFiles }, host.host.hostPeerId);

describe('a service that takes the place of another', () => {
  test('has its owner, aliases and files, and another id', async () => {
    await call(at, 'put', 'a', '1');
    const next = await replace(at, await keeperBlueprint(at, variant(1)));
    expect(next).not.toBe(id);
    expect(at.host.services.info(HOST_SCOPE, 'also')).toMatchObject({
      serviceId: next,
      ownerId: at.host.hostPeerId,
      aliases: ['keeper', 'also'],
    });
    expect(at.host.services.resolve(HOST_SCOPE, id)).toBeUndefined();
    expect(await call(at, 'get', 'a')).toMatchObject({ found: true, value: '1' });
    expect(await readdir(join(at.dir, 'storage'))).toEqual([id]);
    expect(await readdir(join(at.dir, 'ephemeral'))).toEqual([next]);
  });

  test('keeps the files over a restart, and hands them on', async () => {
    await call(at, 'put', 'a', '1');
    await replace(at, await keeperBlueprint(at, variant(1)));
    await at.stop();
    at = await startTestHost({}, { dir: at.dir });
    await at.host.restored();
    expect(await call(at, 'get', 'a')).toMatchObject({ value: '1' });
    await replace(at, await keeperBlueprint(at, variant(2)));
    expect(await call(at, 'get', 'a')).toMatchObject({ value: '1' });
    expect(await readdir(join(at.dir, 'storage'))).toEqual([id]);
  });

  test('begins without files when told so; those of the former are gone', async () => {
    await call(at, 'put', 'a', '1');
    const next = await replace(at, await keeperBlueprint(at, variant(1)), false);
    expect(await call(at, 'get', 'a')).toMatchObject({ found: false });
    expect(await readdir(join(at.dir, 'storage'))).toEqual([next]);
  });

  test('takes its files along when it is removed', async () => {
    const next = await replace(at, await keeperBlueprint(at, variant(1)));
    await at.host.services.remove(HOST_SCOPE, next, at.host.hostPeerId);
    expect(await readdir(join(at.dir, 'storage'))).toEqual([]);
  });

  test('answers the calls that came meanwhile; none is lost', async () => {
    const blueprintId = await keeperBlueprint(at, variant(1));
    const before = Array.from({ length: 5 }, (_, i) => call(at, 'put', `before${i}`, 'x'));
    const replaced = replace(at, blueprintId);
    const during = Array.from({ length: 5 }, (_, i) => call(at, 'put', `during${i}`, 'x'));
    await replaced;
    for (const answer of await Promise.all([...before, ...during]))
      expect(answer).toMatchObject({ success: true });
    expect(await call(at, 'count')).toMatchObject({ count: 10 });
  });

  test('that does not start leaves the former one as it was', async () => {
    await call(at, 'put', 'a', '1');
    const { greeting } = await addGreetingBlueprint(at);
    const broken = await at.host.services.blueprints.add({ name: 'keeper', dependencies: [greeting] });
    await expect(replace(at, broken)).rejects.toThrow("module with name 'effector' isn't loaded");
    expect(at.host.services.info(HOST_SCOPE, 'keeper').serviceId).toBe(id);
    expect(await call(at, 'get', 'a')).toMatchObject({ value: '1' });
    expect(await readdir(join(at.dir, 'storage'))).toEqual([id]);
  });

  test('that cannot be recorded leaves the former one as it was', async () => {
    const blueprintId = await keeperBlueprint(at, variant(1));
    const { transaction } = at.store;
    at.store.transaction = () => Promise.reject(new Error('disk full'));
    await expect(replace(at, blueprintId)).rejects.toThrow('disk full');
    at.store.transaction = transaction;
    expect(at.host.services.info(HOST_SCOPE, 'keeper').serviceId).toBe(id);
    expect(await call(at, 'put', 'b', '2')).toMatchObject({ success: true });
  });

  test('is refused to those who may not remove the former', async () => {
    const blueprintId = await keeperBlueprint(at, variant(1));
    await expect(
      at.host.services.replace(HOST_SCOPE, 'keeper', { blueprintId, keepFiles: true }, at.stranger.peerId),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('a service that is started anew keeps id, files and callers', async () => {
  await call(at, 'put', 'a', '1');
  const restarted = at.host.services.restart(HOST_SCOPE, 'keeper');
  expect(await call(at, 'get', 'a')).toMatchObject({ value: '1' });
  await restarted;
  expect(at.host.services.info(HOST_SCOPE, 'keeper').serviceId).toBe(id);
});
