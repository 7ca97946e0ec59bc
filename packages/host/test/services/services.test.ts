import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import {
  addGreetingBlueprint,
  addGreetingService,
  fixture,
  startTestHost,
  type TestHost,
} from '../utils/test-host.js';

let at: TestHost;
let services: TestHost['host']['services'];

beforeAll(async () => {
  at = await startTestHost();
  ({ services } = at.host);
});

afterAll(() => at.destroy());

async function newService(ownerId = at.host.hostPeerId): Promise<string> {
  const { blueprintId } = await addGreetingBlueprint(at);
  return services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
}

describe('services are created', () => {
  test('one whose modules do not link leaves nothing behind', async () => {
    const greeting = await services.modules.add('greeting', await fixture('greeting'));
    const blueprintId = await services.blueprints.add({ name: 'half', dependencies: [greeting] });
    const before = services.list(HOST_SCOPE).length;
    await expect(
      services.create({ scope: HOST_SCOPE, blueprintId, ownerId: at.host.hostPeerId }),
    ).rejects.toThrow("module with name 'effector' isn't loaded into Marine");
    expect(services.list(HOST_SCOPE)).toHaveLength(before);
  });

  test('one of a blueprint with an unknown module names the module', async () => {
    const cid = 'bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa';
    const blueprintId = await services.blueprints.add({ name: 'none', dependencies: [cid] });
    await expect(
      services.create({ scope: HOST_SCOPE, blueprintId, ownerId: at.host.hostPeerId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining(cid) });
  });

  test('one that cannot be recorded is stopped', async () => {
    const { blueprintId } = await addGreetingBlueprint(at);
    const other = await startTestHost();
    await addGreetingBlueprint(other);
    await other.store.stop(new AbortController().signal);
    await expect(
      other.host.services.create({ scope: HOST_SCOPE, blueprintId, ownerId: other.host.hostPeerId }),
    ).rejects.toThrow();
    expect(other.host.describe().servicesUp).toBe(0);
    await other.destroy();
  });
});

describe('aliases', () => {
  test('move to another service', async () => {
    const [first, second] = [await newService(), await newService()];
    await services.addAlias(HOST_SCOPE, 'moving', first, at.host.hostPeerId);
    await services.addAlias(HOST_SCOPE, 'moving', second, at.host.hostPeerId);
    expect(services.resolveAlias(HOST_SCOPE, 'moving')?.serviceId).toBe(second);
    expect(services.info(HOST_SCOPE, first).aliases).toEqual([]);
    expect(services.info(HOST_SCOPE, second).aliases).toEqual(['moving']);
  });

  test('are refused to strangers on the host', async () => {
    const serviceId = await newService();
    await expect(services.addAlias(HOST_SCOPE, 'mine', serviceId, at.stranger.peerId)).rejects.toThrow(
      `Forbidden. User id '${at.stranger.peerId}' cannot call function 'add_alias': only management peer id can add top-level aliases`,
    );
  });

  test('worker-spell is for the host and its management', async () => {
    const worker = { kind: 'worker', workerId: at.stranger.peerId } as const;
    await expect(services.addAlias(worker, 'worker-spell', 'x', worker.workerId)).rejects.toThrow(
      "Cannot add alias 'worker-spell' because it is reserved",
    );
    const serviceId = await newService();
    await services.addAlias(HOST_SCOPE, 'worker-spell', serviceId, at.management.peerId);
    await services.remove(HOST_SCOPE, 'worker-spell', at.management.peerId);
  });

  test('on a worker are refused to anyone but the worker and the managers', async () => {
    const worker = { kind: 'worker', workerId: at.stranger.peerId } as const;
    await expect(services.addAlias(worker, 'a', 'x', 'somebody')).rejects.toThrow(
      "Forbidden. User id 'somebody' cannot call function 'add_alias': only worker, worker creator and management peer id can add worker-level aliases",
    );
  });

  test('a name too long for the store is an error, and not found on look-up', async () => {
    const serviceId = await newService();
    const long = 'x'.repeat(300);
    await expect(services.addAlias(HOST_SCOPE, long, serviceId, at.host.hostPeerId)).rejects.toMatchObject({
      code: 'INVALID',
    });
    expect(services.resolve(HOST_SCOPE, 'x'.repeat(5000))).toBeUndefined();
    expect(services.resolve(HOST_SCOPE, '\ud800')).toBeUndefined();
  });
});

describe('removal', () => {
  test('takes the aliases along and ends the service', async () => {
    const serviceId = await newService();
    await services.addAlias(HOST_SCOPE, 'leaving', serviceId, at.host.hostPeerId);
    await services.remove(HOST_SCOPE, 'leaving', at.host.hostPeerId);
    expect(services.resolve(HOST_SCOPE, 'leaving')).toBeUndefined();
    expect(services.resolve(HOST_SCOPE, serviceId)).toBeUndefined();
    expect(await at.call('leaving', 'greeting', ['x'])).toEqual({ kind: 'not-defined' });
  });

  test('beside running calls lets each of them end and leaves nothing running', async () => {
    const serviceId = await newService();
    const up = at.host.describe().servicesUp;
    const calls = Array.from({ length: 20 }, (_, n) => at.call(serviceId, 'greeting', [`${n}`]));
    const removed = services.remove(HOST_SCOPE, serviceId, at.host.hostPeerId);
    const late = Array.from({ length: 20 }, (_, n) => at.call(serviceId, 'greeting', [`${n}`]));
    await removed;
    expect(await Promise.all([...calls, ...late])).toHaveLength(40);
    expect(await at.call(serviceId, 'greeting', ['x'])).toEqual({ kind: 'not-defined' });
    expect(at.host.describe().servicesUp).toBe(Number(up) - 1);
  });

  test('is for the owner, the host and its management', async () => {
    const [one, two] = [await newService(at.stranger.peerId), await newService()];
    await services.remove(HOST_SCOPE, one, at.stranger.peerId);
    await expect(services.remove(HOST_SCOPE, two, at.stranger.peerId)).rejects.toThrow(
      `Forbidden. User id '${at.stranger.peerId}' cannot call function 'remove_service': only creator can remove service`,
    );
    await services.remove(HOST_SCOPE, two, at.management.peerId);
  });

  test('a spell is removed as a spell only, a service as a service', async () => {
    const host = at.host.hostPeerId;
    const { serviceId: spell } = await services.createNative({
      scope: HOST_SCOPE,
      serviceType: 'spell',
      ownerId: host,
    });
    await expect(services.remove(HOST_SCOPE, spell, host)).rejects.toThrow(
      `Forbidden. User id '${host}' cannot call function 'remove_service': cannot remove a spell`,
    );
    await services.remove(HOST_SCOPE, spell, host, 'spell');
    const service = await newService();
    await expect(services.remove(HOST_SCOPE, service, host, 'spell')).rejects.toThrow(
      `Forbidden. User id '${host}' cannot call function 'remove_spell': the service isn't a spell`,
    );
  });
});

describe('scopes', () => {
  test('a worker does not see the services of the host', async () => {
    const serviceId = await newService();
    const worker = { kind: 'worker', workerId: at.stranger.peerId } as const;
    expect(services.resolve(worker, serviceId)).toBeUndefined();
    expect(services.list(worker)).toEqual([]);
  });
});

describe('after a restart', () => {
  let next: TestHost | undefined;
  afterEach(async () => {
    await next?.destroy();
    next = undefined;
  });

  test('services, aliases, modules and blueprints are there', async () => {
    const first = await startTestHost();
    const { serviceId, blueprintId, greeting, effector } = await addGreetingService(first, 'greeting');
    await first.stop();
    next = await startTestHost({}, { dir: first.dir });
    expect(await next.host.restored()).toEqual([]);
    expect(next.host.describe().servicesUp).toBe(1);
    expect(await next.result('greeting', 'greeting', ['again'])).toBe('Hi, again');
    expect(await next.result('srv', 'resolve_alias', ['greeting'])).toBe(serviceId);
    expect(next.host.services.blueprints.get(blueprintId).dependencies).toEqual([effector, greeting]);
  });

  test('a service is started by its first call when nothing was restored', async () => {
    const first = await startTestHost();
    await addGreetingService(first, 'greeting');
    await first.stop();
    next = await startTestHost({ restoreConcurrency: 0 }, { dir: first.dir });
    await next.host.restored();
    expect(next.host.describe().servicesUp).toBe(0);
    expect(await next.result('greeting', 'greeting', ['again'])).toBe('Hi, again');
  });

  test('one that fails is reported, the others go on, and a call tries it again (spec/nox.md §9.2 no. 24)', async () => {
    const first = await startTestHost();
    const { effector } = await addGreetingService(first, 'broken');
    const single = await first.host.services.blueprints.add({ name: 'single', dependencies: [effector] });
    const ownerId = first.host.hostPeerId;
    await first.host.services.create({ scope: HOST_SCOPE, blueprintId: single, ownerId });
    const { greeting } = await addGreetingBlueprint(first);
    await first.removeBlob(greeting);
    await first.stop();

    next = await startTestHost({}, { dir: first.dir });
    const failures = await next.host.restored();
    expect(failures).toEqual([{ serviceId: expect.any(String), reason: expect.stringContaining(greeting) }]);
    expect(next.host.describe()).toMatchObject({ servicesUp: 1, servicesNotRestored: failures });

    await next.host.services.modules.add('greeting', await fixture('greeting'));
    expect(await next.result('broken', 'greeting', ['again'])).toBe('Hi, again');
  });
});
