import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockTrigger, type DeployTarget, type PackageDistro } from '@noctiluca/deployment';
import { HOST_SCOPE } from '@noctiluca/host';
import { describe, expect, it } from 'vitest';
import { type DyingTarget, dyingTarget } from '../../deployment/test/utils/dying-target.js';
import { keeper, putCall } from '../../deployment/test/utils/keeper.js';
import { packageOf, spellOf } from '../../deployment/test/utils/packages.js';
import { type RealPeer, startRealPeer } from './utils/real-peer.js';

/** What a first deployment makes, and what the next version of everything does. */
const FIRST: PackageDistro[] = [
  packageOf('p', {
    services: [keeper('keeper')],
    spells: [spellOf('spl')],
    init: {
      config: 'a',
      reinitialise: 'on-change',
      calls: () => ({ calls: [putCall('keeper', 'one', 'a'), putCall('keeper', 'two', 'a')] }),
    },
  }),
  packageOf('leaving', { services: [], spells: [spellOf('leaver')] }),
];
const SECOND: PackageDistro[] = [
  packageOf('p', {
    version: '2.0.0',
    services: [keeper('keeper', 1, { onUpdate: { functionName: 'put', args: ['migrated', 'yes'] } })],
    spells: [spellOf('spl', { kv: { period: 2 }, triggerConfig: clockTrigger(9) })],
    init: {
      config: 'b',
      reinitialise: 'on-change',
      calls: () => ({ calls: [putCall('keeper', 'one', 'b')] }),
    },
  }),
];

/**
 * Deploys until the target dies, if it does, and takes the peer down. What was done last is not answered: to whoever comes
 * after, that is the same as dying before the next thing.
 */
async function live(packages: PackageDistro[], dir: string | undefined, survived: number) {
  let dying: DyingTarget | undefined;
  const wrap = (target: DeployTarget) => {
    dying = dyingTarget(target, survived);
    return dying;
  };
  const peer = await startRealPeer({ packages }, { wrap, ...(dir === undefined ? {} : { dir }) });
  await peer.system.settled();
  await peer.stop();
  return { dir: peer.dir, done: dying!.done };
}

/** Everything of a peer that its users can see. */
async function look(peer: RealPeer) {
  const read = async (key: string) => ((await peer.ask('keeper', 'get', key)) as { value: string }).value;
  const spell = peer.spells.get(HOST_SCOPE, 'spl');
  const { journal } = await peer.local.observe([]);
  return {
    states: peer.states(),
    values: await Promise.all(['one', 'two', 'mine', 'migrated'].map(read)),
    spell: [spell?.value('period'), spell?.triggerConfig.clock.period_sec],
    journal: Object.keys(journal),
    services: peer.host.services.list(HOST_SCOPE).length,
    modules: peer.host.services.modules.list().length,
  };
}

/** Enough for every round of one test on a busy machine. */
const ROUNDS_MS = 300_000;

describe('a peer that dies after any change', () => {
  it('of its first deployment has everything once after the next start', { timeout: ROUNDS_MS }, async () => {
    for (let survived = 0, isOver = false; !isOver; survived++) {
      const cut = await live(FIRST, undefined, survived);
      isOver = cut.done.length <= survived;
      const calls: string[] = [];
      const wrap = (target: DeployTarget) => counting(target, calls);
      const peer = await startRealPeer({ packages: FIRST }, { dir: cut.dir, wrap });
      await peer.system.settled();
      const where = `died after ${cut.done.join(', ')}`;
      expect(await look(peer), where).toEqual({
        states: { p: 'ready', leaving: 'ready' },
        values: ['a', 'a', '', ''],
        spell: ['1', 60],
        journal: ['leaving', 'p'],
        services: 3,
        modules: 1,
      });
      const made = [...cut.done.filter((what) => what.startsWith('call ')), ...calls];
      // The one call whose end could not be written down is made again; no other, and none is left out.
      expect(new Set(made), where).toEqual(new Set(['call keeper.put one', 'call keeper.put two']));
      expect(made.length, where).toBeLessThanOrEqual(3);
      await peer.destroy();
    }
  });

  it('of an update has the new version and its old state after the next start', {
    timeout: ROUNDS_MS,
  }, async () => {
    const first = await startRealPeer({ packages: FIRST });
    await first.system.settled();
    await first.ask('keeper', 'put', 'mine', 'x');
    await first.stop();
    for (let survived = 0, isOver = false; !isOver; survived++) {
      const dir = await mkdtemp(join(tmpdir(), 'noctiluca-crash-'));
      await cp(first.dir, dir, { recursive: true });
      const cut = await live(SECOND, dir, survived);
      isOver = cut.done.length <= survived;
      const peer = await startRealPeer({ packages: SECOND }, { dir: cut.dir });
      await peer.system.settled();
      expect(await look(peer), `died after ${cut.done.join(', ')}`).toEqual({
        states: { p: 'ready' },
        values: ['b', 'a', 'x', 'yes'],
        spell: ['2', 9],
        journal: ['p'],
        services: 2,
        modules: 1,
      });
      await peer.destroy();
    }
    await rm(first.dir, { recursive: true });
  });
});

function counting(target: DeployTarget, calls: string[]): DeployTarget {
  return {
    ...dyingTarget(target, Number.POSITIVE_INFINITY),
    call(alias, name, args) {
      calls.push(`call ${alias}.${name} ${args[0]}`);
      return target.call(alias, name, args);
    },
  };
}
