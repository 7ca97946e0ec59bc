import { createParticle } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Access } from '../src/access.js';
import { HOST_SCOPE } from '../src/peer-scope.js';
import { ServiceRegistry } from '../src/services/service-registry.js';
import { addGreetingBlueprint, addGreetingService, startTestHost, type TestHost } from './utils/test-host.js';

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

describe('a worker spell', () => {
  test('is the spell that carries the alias, and no other author or service', async () => {
    const { blueprintId } = await addGreetingBlueprint(at);
    const ownerId = at.host.hostPeerId;
    const { services } = at.host;
    const spell = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId, serviceType: 'spell' });
    await services.addAlias(HOST_SCOPE, 'worker-spell', spell, ownerId);
    // The host itself may do everything, so the rule shows on a particle's name alone.
    const forged = spellParticle(`spell_${spell}_1`, at.stranger);
    expect(await at.error('run-console', 'print', ['x'], { particle: forged })).toContain('worker spells');
  });
});

describe('on a worker', () => {
  test('the worker spell may use protected functions, other spells and particles of the worker may not', async () => {
    const { blueprintId } = await addGreetingBlueprint(at);
    const worker = { kind: 'worker', workerId: at.stranger.peerId } as const;
    const access = new Access(
      { hostPeerId: at.keyPair.peerId, managementPeerIds: [] },
      {
        registry: new ServiceRegistry({ store: at.store }),
        scopeOf: (peerId) => (peerId === worker.workerId ? worker : undefined),
      },
    );
    const install = () =>
      at.host.services.create({ scope: worker, blueprintId, ownerId: worker.workerId, serviceType: 'spell' });
    const [chosen, other] = [await install(), await install()];
    await at.host.services.addAlias(worker, 'worker-spell', chosen, at.keyPair.peerId);
    const attempt = (id: string, author = at.stranger) => {
      const { signal } = new AbortController();
      const particle = spellParticle(id, author);
      return () =>
        access.requireProtected({ particle, scope: worker, currentPeerId: worker.workerId, signal });
    };
    expect(attempt(`spell_${chosen}_1`)).not.toThrow();
    expect(attempt(`spell_${other}_1`)).toThrow('worker spells');
    expect(attempt(`other_${chosen}_1`)).toThrow('worker spells');
    expect(attempt(`spell_${chosen}_1`, at.management)).toThrow('worker spells');
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
