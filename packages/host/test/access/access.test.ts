import { createParticle } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addGreetingService, startTestHost, type TestHost } from '../utils/test-host.js';

let at: TestHost;
beforeAll(async () => {
  at = await startTestHost();
});
afterAll(() => at.destroy());

function spellParticle(id: string, keyPair = at.keyPair) {
  return createParticle({ id, script: '(null)', ttl: 60_000, timestampMs: Date.now(), keyPair });
}

describe('protected functions are open to', () => {
  test('the host and its management', async () => {
    for (const by of [at.keyPair, at.management]) {
      expect(await at.result('run-console', 'print', ['x'], { by })).toBe('');
    }
  });

  test('peers the node trusts, as its deployer', async () => {
    const other = await startTestHost({ trustedPeerIds: [at.stranger.peerId] });
    expect(await other.result('run-console', 'print', ['x'], { by: at.stranger })).toBe('');
    await other.destroy();
  });
});

describe('the worker spell of a worker', () => {
  test('may use protected functions; other spells and particles of the worker may not', async () => {
    const { workers, services } = at.host;
    const workerId = await workers.create({ dealId: 'access', creatorPeerId: at.management.peerId });
    const scope = { kind: 'worker', workerId } as const;
    const author = workers.keyPairOf(workerId)!;
    const install = (alias?: string) =>
      services.createNative({
        scope,
        serviceType: 'spell',
        ownerId: workerId,
        ...(alias === undefined ? {} : { alias }),
      });
    const [chosen, other] = [await install('worker-spell'), await install()];
    const attempt = (id: string, by = author) =>
      at.call('run-console', 'print', ['x'], { particle: spellParticle(id, by), worker: workerId });
    expect(await attempt(`spell_${chosen.serviceId}_1`)).toMatchObject({ kind: 'empty' });
    for (const refused of [
      attempt(`spell_${other.serviceId}_1`),
      attempt(`other_${chosen.serviceId}_1`),
      attempt(`spell_${chosen.serviceId}_1`, at.stranger),
    ]) {
      expect(await refused).toMatchObject({
        kind: 'error',
        json: expect.stringContaining('worker spells') as string,
      });
    }
  });
});

describe('inside a particle of a spell', () => {
  test('the names spell and self stand for the spell', async () => {
    const { serviceId } = await addGreetingService(at, 'some-spell');
    const particle = spellParticle(`spell_${serviceId}_7`);
    expect(await at.result('spell', 'greeting', ['Ada'], { particle })).toBe('Hi, Ada');
    expect(await at.result('self', 'greeting', ['Ada'], { particle })).toBe('Hi, Ada');
    expect(await at.call('self', 'greeting', ['Ada'])).toEqual({ kind: 'not-defined' });
  });

  test('they name it in srv too', async () => {
    const { serviceId } = await addGreetingService(at, 'another-spell');
    const particle = spellParticle(`spell_${serviceId}_7`);
    expect(await at.result('srv', 'resolve_alias', ['spell'], { particle })).toBe(serviceId);
    expect(await at.result('srv', 'resolve_alias_opt', ['self'], { particle })).toEqual([serviceId]);
    expect(await at.result('srv', 'info', ['spell'], { particle })).toMatchObject({ id: serviceId });
    expect(await at.error('srv', 'resolve_alias', ['spell'])).toContain("alias 'spell' is not found");
  });
});

describe('aqua-ipfs on the host', () => {
  test('is protected', async () => {
    expect(await at.error('aqua-ipfs', 'get', [])).toContain('only available to the host');
    expect(await at.call('aqua-ipfs', 'get', [], { by: at.management })).toEqual({ kind: 'not-defined' });
  });

  test('is open in dev mode', async () => {
    const other = await startTestHost({ devModeBinaries: {} });
    expect(await other.call('aqua-ipfs', 'get', [])).toEqual({ kind: 'not-defined' });
    await other.destroy();
  });
});

test('a host that does not run says so', async () => {
  const other = await startTestHost();
  await other.host.stop();
  expect(await other.error('op', 'noop', [])).toContain('is not running');
  await other.destroy();
});
