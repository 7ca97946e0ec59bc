import { clockTrigger, type DeployTarget, type InitDistro, type PackageDistro } from '@noctiluca/deployment';
import { HOST_SCOPE } from '@noctiluca/host';
import { afterEach, describe, expect, it } from 'vitest';
import { keeper, putCall } from '../../deployment/test/utils/keeper.js';
import { packageOf, spellOf } from '../../deployment/test/utils/packages.js';
import { FAIL_FAST_START_MS, SHOWN_ERROR_LENGTH, STOP_MS } from '../src/constants.js';
import type { SystemServicesInit } from '../src/create-system-services.js';
import { type RealPeer, type RealPeerOptions, startRealPeer } from './utils/real-peer.js';

let peers: RealPeer[] = [];
afterEach(async () => {
  const [first, ...rest] = peers.reverse();
  peers = [];
  await first?.destroy();
  for (const peer of rest) await peer.stop();
});

async function start(
  packages: readonly PackageDistro[],
  more: Partial<SystemServicesInit> = {},
  options: RealPeerOptions = {},
) {
  const peer = await startRealPeer({ packages, ...more }, options);
  peers.push(peer);
  return peer;
}

/** The same peer in its next life. */
async function again(
  packages: readonly PackageDistro[],
  more: Partial<SystemServicesInit> = {},
  options: RealPeerOptions = {},
) {
  const former = peers.pop()!;
  await former.stop();
  return start(packages, more, { dir: former.dir, ...options });
}

const init = (value: string, how: Partial<InitDistro> = {}): InitDistro => ({
  config: value,
  reinitialise: 'on-change',
  calls: () => ({ calls: [putCall('keeper', 'init', value)] }),
  ...how,
});
const keeperPackage = (changes: Partial<PackageDistro> = {}) =>
  packageOf('keeper', { services: [keeper('keeper')], init: init('a'), ...changes });
const valueAt = async (peer: RealPeer, key: string) =>
  ((await peer.ask('keeper', 'get', key)) as { value: string }).value;

/** A target some of whose calls fail. */
function failing(target: DeployTarget, reasons: Map<string, string>): DeployTarget {
  const refuse = (name: string) => {
    const reason = reasons.get(name);
    if (reason !== undefined) throw new Error(reason);
  };
  return {
    peerId: target.peerId,
    observe: (aliases) => target.observe(aliases),
    record: (name, record) => target.record(name, record),
    async installService(service) {
      refuse(service.alias);
      return target.installService(service);
    },
    replaceService: (...args) => target.replaceService(...args),
    configureService: (...args) => target.configureService(...args),
    installSpell: (spell) => target.installSpell(spell),
    updateSpell: (...args) => target.updateSpell(...args),
    remove: (...args) => target.remove(...args),
    call: (...args) => target.call(...args),
  };
}

describe('a peer without its system services', () => {
  it('gets them, owned by the host, initialised, and then lets spells run', async () => {
    const distro = keeperPackage({ spells: [spellOf('spl', { kv: { config: { every: 5 } } })] });
    const peer = await start([distro]);
    await peer.system.settled();
    expect(peer.states()).toEqual({ keeper: 'ready' });
    expect(peer.holder('keeper')).toMatchObject({ ownerId: peer.keyPair.peerId, serviceType: 'service' });
    expect(peer.holder('spl')).toMatchObject({ ownerId: peer.keyPair.peerId, serviceType: 'spell' });
    expect(peer.spells.get(HOST_SCOPE, 'spl')?.value('config')).toBe('{"every":5}');
    expect(await valueAt(peer, 'init')).toBe('a');
    expect(peer.scheduled).toBe(1);
    expect(peer.state('keeper').items.map(({ alias }) => alias)).toEqual(['keeper', 'spl']);
  });

  it('does nothing at the next start but what is due at each', async () => {
    const peer = await start([keeperPackage({ spells: [spellOf('spl')] })]);
    await peer.system.settled();
    const ids = [peer.holder('keeper')?.serviceId, peer.holder('spl')?.serviceId];
    await peer.ask('keeper', 'put', 'init', 'mine');
    await peer.spells.update(HOST_SCOPE, 'spl', { data: { period: 99 } });

    const next = await again([keeperPackage({ spells: [spellOf('spl')] })]);
    await next.system.settled();
    expect([next.holder('keeper')?.serviceId, next.holder('spl')?.serviceId]).toEqual(ids);
    expect(await valueAt(next, 'init')).toBe('mine');
    const { value, version } = next.spells.get(HOST_SCOPE, 'spl')!;
    expect([value('period'), version]).toEqual(['99', 2]);

    const always = { init: init('a', { reinitialise: 'always' as const }), spells: [spellOf('spl')] };
    const third = await again([keeperPackage(always)]);
    await third.system.settled();
    expect(await valueAt(third, 'init')).toBe('a');
  });
});

describe('what would be done now', () => {
  it('is nothing when all is as it should be, and the step that is missing otherwise', async () => {
    const peer = await start([keeperPackage()]);
    await peer.system.settled();
    const stepsOf = async () =>
      (await peer.system.planned()).flatMap(({ name, steps }) =>
        steps.map(({ action, alias }) => [name, action, alias]),
      );
    expect(await stepsOf()).toContainEqual(['keeper', 'keep', 'keeper']);
    await peer.host.services.remove(HOST_SCOPE, 'keeper', peer.host.hostPeerId);
    expect(await stepsOf()).toContainEqual(['keeper', 'install', 'keeper']);
  });
});

describe('an update', () => {
  it('keeps the state of services and spells, and writes the initial values that changed', async () => {
    const spell = spellOf('spl', { kv: { period: 1, other: 1 } });
    const peer = await start([keeperPackage({ spells: [spell] })]);
    await peer.system.settled();
    const id = peer.holder('spl')?.serviceId;
    await peer.ask('keeper', 'put', 'mine', 'x');
    await peer.spells.update(HOST_SCOPE, 'spl', { data: { own: 'o', other: 7 } });

    const changed = spellOf('spl', {
      air: '(seq (null) (null))',
      kv: { period: 2, other: 1 },
      triggerConfig: clockTrigger(9),
    });
    const next = await again([keeperPackage({ services: [keeper('keeper', 1)], spells: [changed] })]);
    await next.system.settled();
    expect(await valueAt(next, 'mine')).toBe('x');
    expect(next.holder('spl')?.serviceId).toBe(id);
    const { value, script, triggerConfig } = next.spells.get(HOST_SCOPE, 'spl')!;
    expect([value('period'), value('other'), value('own')]).toEqual(['2', '7', '"o"']);
    expect([script, triggerConfig.clock.period_sec]).toEqual(['(seq (null) (null))', 9]);
  });

  it('calls the migration of the new version once, and leaves nothing of the old one', async () => {
    const peer = await start([keeperPackage()]);
    await peer.system.settled();
    await peer.ask('keeper', 'put', 'mine', 'x');
    const former = peer.holder('keeper')!.blueprintId;
    const services = [keeper('keeper', 1, { onUpdate: { functionName: 'put', args: ['migrated', 'yes'] } })];
    const next = await again([keeperPackage({ services })]);
    await next.system.settled();
    expect([await valueAt(next, 'mine'), await valueAt(next, 'migrated')]).toEqual(['x', 'yes']);
    expect(next.host.services.blueprints.list().map(({ id }) => id)).not.toContain(former);
    expect(next.host.services.modules.list()).toHaveLength(1);
    await next.ask('keeper', 'delete', 'migrated');
    const third = await again([keeperPackage({ services })]);
    await third.system.settled();
    expect(await valueAt(third, 'migrated')).toBe('');
  });

  it('drops the state when the package says so, or its configuration cannot be taken', async () => {
    const peer = await start([keeperPackage()]);
    await peer.system.settled();
    await peer.ask('keeper', 'put', 'mine', 'x');
    const reset = keeperPackage({ services: [keeper('keeper', 1, { onUpdate: 'reset' })] });
    const next = await again([reset]);
    await next.system.settled();
    expect([await valueAt(next, 'mine'), await valueAt(next, 'init')]).toEqual(['', 'a']);
    await next.ask('keeper', 'put', 'mine', 'y');
    const third = await again([{ ...reset, init: init('b', { fixed: 'other' }) }]);
    await third.system.settled();
    expect([await valueAt(third, 'mine'), await valueAt(third, 'init')]).toEqual(['', 'b']);
  });

  it('spec/nox.md §9.2 no. 37: removes what is no longer enabled, with its files, or keeps it without pruning', async () => {
    const distro = keeperPackage({ spells: [spellOf('spl')] });
    const peer = await start([distro]);
    await peer.system.settled();
    const kept = await again([distro], { enable: [], prune: false });
    await kept.system.settled();
    expect(kept.holder('keeper')).toBeDefined();
    const next = await again([distro], { enable: [] });
    await next.system.settled();
    expect([next.holder('keeper'), next.holder('spl')]).toEqual([undefined, undefined]);
    expect((await next.local.observe([])).journal).toEqual({});
    expect(next.states()).toEqual({});
    expect(next.host.services.modules.list()).toEqual([]);
  });
});

describe('a package that fails', () => {
  it('is tried again with longer and longer pauses; others go on, those that depend on it wait', async () => {
    const reasons = new Map([['broken', 'out of order']]);
    const packages = [
      packageOf('broken', { services: [keeper('broken')] }),
      packageOf('user', { services: [keeper('user')], dependsOn: ['broken'] }),
      packageOf('well', { services: [keeper('well')] }),
    ];
    const peer = await start(
      packages,
      { retryDelayMs: 1000, maxRetryDelayMs: 3000 },
      {
        wrap: (target) => failing(target, reasons),
      },
    );
    await peer.system.settled();
    expect(peer.states()).toEqual({ broken: 'failed', user: 'waiting', well: 'ready' });
    expect(peer.scheduled).toBe(1);
    const { error, healthy } = peer.state('broken');
    expect(error).toMatchObject({ code: 'STEP_FAILED', step: "install service 'broken'" });
    expect(error?.message).toBe("Package 'broken' failed to install service 'broken': out of order");
    expect([healthy, peer.state('user').healthy, peer.state('well').healthy]).toEqual([false, false, true]);

    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      await peer.clock.untilWaiting();
      pauses.push(...peer.clock.waiting);
      peer.clock.advance(peer.clock.waiting[0]!);
    }
    expect(pauses).toEqual([1000, 2000, 3000]);
    await peer.clock.untilWaiting();
    reasons.clear();
    peer.clock.advance(3000);
    await until(() => peer.state('user').state === 'ready');
    expect(peer.states()).toEqual({ broken: 'ready', user: 'ready', well: 'ready' });
  });

  it('tells so much of a long error', async () => {
    const reasons = new Map([['keeper', 'x'.repeat(5000)]]);
    const peer = await start([keeperPackage()], {}, { wrap: (target) => failing(target, reasons) });
    await peer.system.settled();
    expect(peer.state('keeper').error?.message).toHaveLength(SHOWN_ERROR_LENGTH);
  });

  it('has its own time at the start when the node waits for it, and at the stop', async () => {
    const [strict, lenient] = [
      await start([keeperPackage()], { failFast: true }, { start: false }),
      await start([keeperPackage()], {}, { start: false }),
    ];
    expect([strict.system.startTimeoutMs, strict.system.stopTimeoutMs]).toEqual([
      FAIL_FAST_START_MS,
      STOP_MS,
    ]);
    expect(lenient.system.startTimeoutMs).toBeUndefined();
  });

  it('stops the node with package, step and cause when that is wanted', async () => {
    const wrap = (target: DeployTarget) => failing(target, new Map([['keeper', 'out of order']]));
    const peer = await start([keeperPackage()], { failFast: true }, { wrap, start: false });
    await expect(peer.system.start(peer.life.signal)).rejects.toMatchObject({
      code: 'DEPLOY_FAILED',
      package: 'keeper',
      step: "install service 'keeper'",
      message: expect.stringContaining('out of order'),
    });
    expect(peer.scheduled).toBe(0);
  });

  it('that cannot run is named, not tried, and no failure unless it was asked for', async () => {
    const packages = [keeperPackage({ unavailable: 'no chain' })];
    const peer = await start(packages);
    await peer.system.settled();
    expect(peer.state('keeper')).toMatchObject({
      state: 'unavailable',
      healthy: true,
      error: { message: 'no chain' },
    });
    const named = await again(packages, { enable: ['keeper'] });
    await named.system.settled();
    expect(named.state('keeper').healthy).toBe(false);
    const strict = await again(packages, { enable: ['keeper'], failFast: true }, { start: false });
    await expect(strict.system.start(strict.life.signal)).rejects.toMatchObject({ code: 'DEPLOY_FAILED' });
  });

  it("leaves somebody else's service alone, says whose it is, and takes over when it is gone", async () => {
    const peer = await start([keeperPackage()], {}, { start: false });
    const { services, hostPeerId } = peer.host;
    const cid = await services.modules.add('keeper', await keeper('keeper').modules[0]!.load());
    const blueprintId = await services.blueprints.add({ name: 'theirs', dependencies: [cid] });
    const ownerId = peer.stranger.peerId;
    const id = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId, alias: 'keeper' });
    await peer.system.start(peer.life.signal);
    await peer.system.settled();
    expect(peer.state('keeper').error).toMatchObject({ code: 'ALIAS_CONFLICT' });
    expect(peer.state('keeper').error?.message).toContain(`held by service ${id} of ${ownerId}`);
    expect(peer.holder('keeper')?.serviceId).toBe(id);
    await services.remove(HOST_SCOPE, id, hostPeerId);
    await peer.clock.untilWaiting();
    peer.clock.advance(1000);
    await until(() => peer.state('keeper').state === 'ready');
    expect(peer.holder('keeper')?.ownerId).toBe(hostPeerId);
  });

  it('of an initialisation that is refused has the words of upstream, and goes on where it stopped', async () => {
    const calls = [
      putCall('keeper', 'first', '1'),
      { id: 'delete', service: 'keeper', functionName: 'count', args: [] },
    ];
    const peer = await start([
      keeperPackage({ init: { config: 1, reinitialise: 'on-change', calls: () => ({ calls }) } }),
    ]);
    await peer.system.settled();
    expect(peer.state('keeper')).toMatchObject({ state: 'ready' });
    const refused = [...calls, { id: 'get', service: 'keeper', functionName: 'greet', args: [] }];
    const next = await again([
      keeperPackage({ init: { config: 2, reinitialise: 'on-change', calls: () => ({ calls: refused }) } }),
    ]);
    await next.system.settled();
    expect(next.state('keeper')).toMatchObject({ state: 'failed', error: { step: 'initialise' } });
    const { journal } = await next.local.observe([]);
    expect(journal.keeper?.init).toMatchObject({ done: ['put keeper first', 'delete'], complete: false });
  });
});

describe('a particle', () => {
  it('waits for a service that is being brought up', async () => {
    let install = () => {};
    const held = new Promise<void>((resolve) => {
      install = resolve;
    });
    const wrap = (target: DeployTarget): DeployTarget => ({
      ...failing(target, new Map()),
      async installService(service) {
        await held;
        return target.installService(service);
      },
    });
    const peer = await start([keeperPackage()], {}, { wrap });
    const answer = peer.call('keeper', 'get', ['init']);
    install();
    expect(await answer).toMatchObject({ kind: 'ok', json: expect.stringContaining('"value":"a"') });
  });

  it('learns why a service is not there', async () => {
    const wrap = (target: DeployTarget) => failing(target, new Map([['keeper', 'out of order']]));
    const peer = await start([keeperPackage()], {}, { wrap });
    await peer.system.settled();
    expect(await peer.call('keeper', 'get', ['init'])).toMatchObject({
      kind: 'error',
      json: expect.stringContaining('out of order'),
    });
  });
});

describe('a peer that looks again', () => {
  it('brings back what was removed, and touches nothing else', async () => {
    const peer = await start([keeperPackage({ spells: [spellOf('spl')] })], { reconcilePeriodMs: 5000 });
    await peer.system.settled();
    await peer.clock.untilWaiting();
    const spell = peer.holder('spl')?.serviceId;
    await peer.host.services.remove(HOST_SCOPE, 'keeper', peer.host.hostPeerId);
    peer.clock.advance(5000);
    await peer.clock.untilWaiting();
    expect(await valueAt(peer, 'init')).toBe('a');
    expect(peer.holder('spl')?.serviceId).toBe(spell);
    expect(peer.spells.get(HOST_SCOPE, 'spl')?.version).toBe(1);
  });

  it('that stops in the middle of a pause does so at once', async () => {
    const wrap = (target: DeployTarget) => failing(target, new Map([['keeper', 'out of order']]));
    const peer = await start([keeperPackage()], { retryDelayMs: 1_000_000 }, { wrap });
    await peer.system.settled();
    await peer.clock.untilWaiting();
    await peer.system.stop(peer.life.signal);
    expect(peer.clock.waiting).toEqual([]);
  });
});

/** Resolves when it is so, looking after each turn of the loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
