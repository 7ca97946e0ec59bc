import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import type { WorkerEvent } from '../../src/workers/worker.js';
import { noteOf } from '../utils/notes.js';
import { addGreetingBlueprint, startTestHost, type TestHost } from '../utils/test-host.js';

const dirs: string[] = [];
const started: TestHost[] = [];
afterEach(async () => {
  for (const host of started.splice(0)) await host.stop().catch(() => {});
  for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true });
});

async function start(init: Parameters<typeof startTestHost>[0] = {}, dir?: string): Promise<TestHost> {
  const at = dir ?? (await mkdtemp(join(tmpdir(), 'noctiluca-workers-')));
  dirs.push(at);
  const host = await startTestHost(init, { dir: at });
  started.push(host);
  return host;
}

/** A worker with a Marine service `greeting` and a native one `note`. */
async function furnished(at: TestHost, dealId = 'deal') {
  const { workers, services } = at.host;
  const workerId = await workers.create({ dealId, creatorPeerId: at.management.peerId });
  const scope = { kind: 'worker', workerId } as const;
  const { blueprintId } = await addGreetingBlueprint(at);
  const serviceId = await services.create({ scope, blueprintId, ownerId: workerId });
  await services.addAlias(scope, 'greeting', serviceId, workerId);
  const note = await services.createNative({ scope, serviceType: 'spell', ownerId: workerId, alias: 'note' });
  await at.result('note', 'write', ['kept'], { worker: workerId });
  return { workerId, scope, serviceId, note };
}

describe('a worker', () => {
  test('is a scope with a key, services and aliases of its own', async () => {
    const at = await start();
    const { workerId, serviceId } = await furnished(at);
    expect(at.host.scopeOf(workerId)).toEqual({ kind: 'worker', workerId });
    expect(await at.result('greeting', 'greeting', ['Ada'], { worker: workerId })).toBe('Hi, Ada');
    expect(await at.call('greeting', 'greeting', ['Ada'])).toEqual({ kind: 'not-defined' });
    expect(await at.result('srv', 'info', [serviceId], { worker: workerId })).toMatchObject({
      worker_id: workerId,
      owner_id: workerId,
    });
    expect(await at.result('sig', 'get_peer_id', [], { worker: workerId })).toBe(workerId);
    const signature = at.host.workers.keyPairOf(workerId)!.sign(Uint8Array.of(1));
    expect(await at.result('sig', 'verify', [[...signature], [1]], { worker: workerId })).toBe(true);
    expect(await at.result('sig', 'verify', [[...signature], [1]])).toBe(false);
  });

  test('is there after a restart, with its key, its state and whether it is active', async () => {
    const first = await start();
    const { workerId } = await furnished(first);
    await first.host.workers.deactivate('deal', first.host.hostPeerId);
    const key = first.host.workers.keyPairOf(workerId)!.seed;
    await first.stop();
    const next = await start({}, first.dir);
    expect(next.host.workers.list()).toMatchObject([{ workerId, dealId: 'deal', active: false }]);
    expect(next.host.workers.keyPairOf(workerId)?.seed).toEqual(key);
    expect(next.host.workers.isActive(workerId)).toBe(false);
    expect(await next.result('greeting', 'greeting', ['Ada'], { worker: workerId })).toBe('Hi, Ada');
    expect(await next.result('note', 'read', [], { worker: workerId })).toContain('kept');
  });

  test('takes everything along when it is removed', async () => {
    const at = await start();
    const { workerId, scope, note } = await furnished(at);
    const kept = await furnished(at, 'other');
    await at.host.workers.remove(workerId, at.management.peerId);
    expect(at.host.workers.list().map(({ dealId }) => dealId)).toEqual(['other']);
    expect(at.host.scopeOf(workerId)).toBeUndefined();
    expect(at.host.workers.keyPairOf(workerId)).toBeUndefined();
    expect(at.host.services.list(scope)).toEqual([]);
    expect(at.host.services.resolveAlias(scope, 'greeting')).toBeUndefined();
    expect(noteOf(at.store, note.serviceId)).toBeUndefined();
    expect([...at.store.table('worker-keys').entries()].map(([id]) => id)).toEqual([kept.workerId]);
    expect(await at.result('note', 'read', [], { worker: kept.workerId })).toContain('kept');
    await at.host.workers.create({ dealId: 'deal', creatorPeerId: at.management.peerId });
  });

  test('that is gone gets no services any more', async () => {
    const at = await start();
    const { workerId, scope } = await furnished(at);
    const { blueprintId } = await addGreetingBlueprint(at);
    await at.host.workers.remove(workerId, at.management.peerId);
    await expect(at.host.services.create({ scope, blueprintId, ownerId: workerId })).rejects.toThrow(
      `Worker ${workerId} not found`,
    );
  });

  test('is one per deal, also when two are asked for at the same time', async () => {
    const at = await start();
    const create = () => at.host.workers.create({ dealId: '0xDeaL', creatorPeerId: at.management.peerId });
    const made = await Promise.allSettled([create(), create()]);
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(at.host.workers.list()).toHaveLength(1);
  });

  test('is told to listeners, and a listener that fails stops nobody', async () => {
    const at = await start();
    const told: string[] = [];
    at.host.workers.subscribe(() => {
      throw new Error('broken');
    });
    const end = at.host.workers.subscribe(({ kind, worker }: WorkerEvent) =>
      told.push(`${kind} ${worker.dealId}`),
    );
    const { workerId } = await furnished(at);
    await at.host.services.addAlias(
      { kind: 'worker', workerId },
      'worker-spell',
      'note',
      at.management.peerId,
    );
    await at.host.workers.deactivate('deal', at.management.peerId);
    await at.host.workers.activate('deal', at.management.peerId);
    await at.host.workers.remove(workerId, at.management.peerId);
    end();
    await furnished(at, 'later');
    expect(told).toEqual(['created deal', 'deactivated deal', 'activated deal', 'removed deal']);
  });

  test('belongs to whoever asked for it where workers are open to all', async () => {
    const at = await start({ openWorkers: true });
    const by = at.stranger;
    const workerId = (await at.result('worker', 'create', ['mine'], { by })) as string;
    const scope = { kind: 'worker', workerId } as const;
    const note = await at.host.services.createNative({ scope, serviceType: 'spell', ownerId: workerId });
    await at.host.services.addAlias(scope, 'worker-spell', note.serviceId, by.peerId);
    expect(await at.result('worker', 'deactivate', ['mine'], { by })).toBe('');
    expect(await at.result('worker', 'remove', [workerId], { by })).toBe('');
  });

  test('beyond the quota is refused, counted, and makes room when removed', async () => {
    const at = await start({ quotas: { workers: 1 } });
    const { workerId } = await furnished(at);
    await expect(furnished(at, 'second')).rejects.toThrow(
      'Cannot create a worker: this peer has 1, as many as it may; remove one first',
    );
    const { values } = await at.registry.getSingleMetric('host_limit_reached_total')!.get();
    expect(values).toMatchObject([{ labels: { limit: 'workers' }, value: 1 }]);
    await at.host.workers.remove(workerId, at.management.peerId);
    await furnished(at, 'second');
  });
});

test('the quota of workers holds for those that are made at the same time', async () => {
  const at = await start({ quotas: { workers: 2 } });
  const creatorPeerId = at.management.peerId;
  const asked = Array.from({ length: 10 }, (_, n) =>
    at.host.workers.create({ dealId: `deal${n}`, creatorPeerId }),
  );
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(at.host.workers.list()).toHaveLength(2);
});

describe('keys of workers', () => {
  const sealed = { workerKeyPassphrase: 'correct horse' };

  test('are not readable in the store when there is a passphrase', async () => {
    const at = await start(sealed);
    const { workerId } = await furnished(at);
    const seed = Buffer.from(at.host.workers.keyPairOf(workerId)!.seed);
    const [[, record]] = [...at.store.table<Record<string, Uint8Array>>('worker-keys').entries()] as [
      [string, Record<string, Uint8Array>],
    ];
    expect(Object.keys(record).sort()).toEqual(['nonce', 'sealed']);
    expect(Buffer.from(record.sealed!).includes(seed)).toBe(false);
    await at.stop();
    const next = await start(sealed, at.dir);
    expect(Buffer.from(next.host.workers.keyPairOf(workerId)!.seed).equals(seed)).toBe(true);
  });

  test.each([
    { id: 'another passphrase', init: { workerKeyPassphrase: 'wrong' }, reason: 'does not open with' },
    { id: 'no passphrase', init: {}, reason: 'is sealed' },
  ])('under $id leave their worker idle, and the peer starts', async ({ init, reason }) => {
    const first = await start(sealed);
    const { workerId } = await furnished(first);
    await first.stop();
    const next = await start(init, first.dir);
    expect(next.host.workers.broken).toMatchObject([
      { workerId, reason: expect.stringContaining(reason) as string },
    ]);
    expect(next.host.workers.keyPairOf(workerId)).toBeUndefined();
    expect(next.host.workers.list()).toHaveLength(1);
    expect(await next.result('op', 'identity', ['here'])).toBe('here');
    await next.host.workers.remove(workerId, next.management.peerId);
    expect(next.host.workers.broken).toEqual([]);
  });

  test('written before there was a passphrase stay readable', async () => {
    const first = await start();
    const { workerId } = await furnished(first);
    await first.stop();
    const next = await start(sealed, first.dir);
    expect(next.host.workers.keyPairOf(workerId)?.peerId).toBe(workerId);
  });
});

describe('native services', () => {
  test('look like Marine services to srv', async () => {
    const at = await start();
    const owner = at.host.hostPeerId;
    const record = await at.host.services.createNative({
      scope: HOST_SCOPE,
      serviceType: 'spell',
      ownerId: owner,
      alias: 'note',
    });
    expect(await at.result('srv', 'info', ['note'])).toEqual({
      id: record.serviceId,
      blueprint_id: record.blueprintId,
      service_type: 'spell',
      owner_id: owner,
      aliases: ['note'],
      worker_id: owner,
    });
    expect(await at.result('srv', 'get_interface', ['note'])).toMatchObject({
      function_signatures: [{ name: 'read' }],
    });
    expect(await at.result('stat', 'service_memory', ['note'])).toEqual([]);
    expect(await at.error('note', 'unknown', [])).toBe('there is no unknown');
    expect(await at.error('srv', 'remove', ['note'], { by: at.management })).toContain(
      'cannot remove a spell',
    );
  });

  test('are not there at all when their first state cannot be written', async () => {
    const at = await start();
    const attempt = at.host.services.createNative({
      scope: HOST_SCOPE,
      serviceType: 'spell',
      ownerId: at.host.hostPeerId,
      alias: 'note',
      initialise() {
        throw new Error('no');
      },
    });
    await expect(attempt).rejects.toThrow('no');
    expect(at.host.services.list(HOST_SCOPE)).toEqual([]);
    expect(at.host.services.resolveAlias(HOST_SCOPE, 'note')).toBeUndefined();
  });
});
