import { readFileSync } from 'node:fs';
import { parseJson } from '@noctiluca/marine';
import { createParticle, type KeyPair } from '@noctiluca/particle';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { startTestHost, type TestHost } from '../utils/test-host.js';

const keeper = readFileSync(new URL('../../../../services/keeper/keeper.wasm', import.meta.url));

/** The same program with a custom section more, and so in another module. */
const changed = Buffer.concat([keeper, Uint8Array.from([0, 2, 1, 0x6d])]);

let at: TestHost;
let worker: string;
let former: string;
let next: string;

beforeEach(async () => {
  at = await startTestHost();
  const { services, workers } = at.host;
  worker = await workers.create({ dealId: 'replacing', creatorPeerId: at.management.peerId });
  const scope = { kind: 'worker', workerId: worker } as const;
  const blueprintId = await keeperBlueprint(keeper);
  former = await services.create({ scope, blueprintId, ownerId: worker, alias: 'keeper' });
  await services.addAlias(scope, 'also', former, at.management.peerId);
  next = await keeperBlueprint(changed);
  await call('put', 'a', '1');
});
afterEach(() => at.destroy());

async function keeperBlueprint(wasm: Uint8Array): Promise<string> {
  const { modules, blueprints } = at.host.services;
  return blueprints.add({ name: 'keeper', dependencies: [await modules.add('keeper', wasm)] });
}

async function call(functionName: string, ...args: string[]) {
  const how = { functionName, args, initPeerId: worker };
  const scope = { kind: 'worker', workerId: worker } as const;
  return parseJson(await at.host.services.calls.callAsHost(scope, 'keeper', how));
}

const replace = (by: KeyPair, keepState = true) =>
  at.call('srv', 'replace', ['keeper', next, keepState], { by, worker });

async function newSpell(alias?: string): Promise<string> {
  const { serviceId } = await at.host.services.createNative({
    scope: { kind: 'worker', workerId: worker },
    serviceType: 'spell',
    ownerId: worker,
    ...(alias === undefined ? {} : { alias }),
  });
  return serviceId;
}

const replaceBySpell = (spellId: string) => {
  const keyPair = at.host.workers.keyPairOf(worker)!;
  const id = `spell_${spellId}_1`;
  const particle = createParticle({ id, script: '(null)', ttl: 60_000, timestampMs: Date.now(), keyPair });
  return at.call('srv', 'replace', ['keeper', next, true], { particle, worker });
};

describe('a service of a worker that is replaced', () => {
  test('by its worker spell keeps files, owner and every alias; the old blueprint stays', async () => {
    expect(await replaceBySpell(await newSpell('worker-spell'))).toMatchObject({ kind: 'ok' });
    const info = await at.result('srv', 'info', ['also'], { worker });
    expect(info).toMatchObject({
      blueprint_id: next,
      owner_id: worker,
      worker_id: worker,
      aliases: ['keeper', 'also'],
    });
    expect(info).not.toMatchObject({ id: former });
    expect(await call('get', 'a')).toMatchObject({ found: true, value: '1' });
    expect(at.host.services.blueprints.list()).toHaveLength(2);
  });

  test('by the management keeps them too, and begins anew when told so', async () => {
    const id = await at.result('srv', 'replace', ['also', next, true], { by: at.management, worker });
    expect(id).toBe(at.host.services.info({ kind: 'worker', workerId: worker }, 'keeper').serviceId);
    expect(await call('get', 'a')).toMatchObject({ value: '1' });
    await replace(at.management, false);
    expect(await call('get', 'a')).toMatchObject({ found: false });
  });

  test('is that of the particle’s scope: the host’s of the same name stays', async () => {
    const { services, hostPeerId } = at.host;
    const blueprintId = await keeperBlueprint(keeper);
    const id = await services.create({
      scope: HOST_SCOPE,
      blueprintId,
      ownerId: hostPeerId,
      alias: 'keeper',
    });
    await replace(at.management);
    expect(await at.result('srv', 'info', ['keeper'])).toMatchObject({ id, blueprint_id: blueprintId });
  });
});

describe('a replacement is refused', () => {
  test('to strangers and to other spells of the worker, as a removal is', async () => {
    for (const outcome of [replace(at.stranger), replaceBySpell(await newSpell())]) {
      expect(await outcome).toMatchObject({
        kind: 'error',
        json: '"This function is only available to the host or worker spells"',
      });
    }
  });

  test('to a worker spell of another worker', async () => {
    const { workers, services } = at.host;
    const workerId = await workers.create({ dealId: 'other', creatorPeerId: at.management.peerId });
    const scope = { kind: 'worker', workerId } as const;
    const { serviceId } = await services.createNative({
      scope,
      serviceType: 'spell',
      ownerId: workerId,
      alias: 'worker-spell',
    });
    const keyPair = workers.keyPairOf(workerId)!;
    const id = `spell_${serviceId}_1`;
    const particle = createParticle({ id, script: '(null)', ttl: 60_000, timestampMs: Date.now(), keyPair });
    expect(await at.error('srv', 'replace', ['keeper', next, true], { particle, worker })).toBe(
      `Error: Forbidden. User id '${workerId}' cannot call function 'replace_service': only creator can replace service`,
    );
    expect(await call('get', 'a')).toMatchObject({ value: '1' });
  });

  test('of a spell', async () => {
    const spell = await newSpell('worker-spell');
    expect(await at.error('srv', 'replace', [spell, next, true], { by: at.management, worker })).toBe(
      `Error: Forbidden. User id '${at.management.peerId}' cannot call function 'replace_service': cannot replace a spell`,
    );
  });
});
