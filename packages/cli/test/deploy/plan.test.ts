import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/deploy/apply.js';
import { type DesiredService, type ObservedService, plan } from '../../src/deploy/plan.js';
import { blueprintOf, MemoryPeer } from '../utils/memory-peer.js';

const DEPLOYER = 'deployer';
const wanted = (alias: string, version = '1'): DesiredService => ({
  alias,
  blueprintId: blueprintOf(alias, [version]),
  modules: [{ name: 'module', hash: version, wasm: new Uint8Array() }],
});
const present = (given: Partial<ObservedService> & { id: string }): ObservedService => ({
  blueprintId: 'a:1',
  blueprintName: 'a',
  type: 'service',
  ownerId: DEPLOYER,
  aliases: [],
  ...given,
});

describe('plan', () => {
  it.each<[string, ObservedService[], object]>([
    ['nothing there', [], { action: 'create' }],
    [
      'same blueprint behind the alias',
      [present({ id: 's1', aliases: ['a'] })],
      { action: 'keep', serviceId: 's1' },
    ],
    [
      'another blueprint behind the alias',
      [present({ id: 's1', aliases: ['a'], blueprintId: 'a:0' })],
      { action: 'update', replaces: 's1' },
    ],
    ['a service left without its alias', [present({ id: 's1' })], { action: 'adopt', serviceId: 's1' }],
    [
      'an update left half way',
      [present({ id: 's1', aliases: ['a'], blueprintId: 'a:0' }), present({ id: 's2' })],
      { action: 'adopt', serviceId: 's2', replaces: 's1' },
    ],
    ['an unnamed service of somebody else', [present({ id: 's1', ownerId: 'other' })], { action: 'create' }],
    [
      'an unnamed service of another blueprint of that name',
      [present({ id: 's1', blueprintId: 'a:0' })],
      { action: 'create' },
    ],
    [
      'a spell behind the alias',
      [present({ id: 's1', aliases: ['a'], type: 'spell' })],
      { action: 'conflict' },
    ],
  ])('with %s', (_id, observed, step) => {
    expect(plan([wanted('a')], observed, DEPLOYER)[0]).toMatchObject({ alias: 'a', ...step });
  });

  it('adopts one unnamed service once, though two aliases want its blueprint', () => {
    const steps = plan([wanted('a'), wanted('b', 'b1')], [present({ id: 's1' })], DEPLOYER);
    expect(steps.map(({ action }) => action)).toEqual(['adopt', 'create']);
  });

  it('leaves services alone that nobody asked for', () => {
    expect(
      plan([], [present({ id: 's1', aliases: ['x'] }), present({ id: 's2', blueprintName: 'x' })], DEPLOYER),
    ).toEqual([]);
  });
});

describe('plan and apply together', () => {
  const aliases = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
  const desired = aliases.chain((names) =>
    fc.tuple(...names.map((alias) => fc.constantFrom('1', '2').map((version) => wanted(alias, version)))),
  );

  it('reach the wanted state from any other, interrupted after any call, and then change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(desired, desired, fc.nat(12), async (before, after, calls) => {
        const peer = new MemoryPeer(DEPLOYER);
        await apply(plan(before, await peer.observe(), DEPLOYER), peer);

        peer.failAfter(calls);
        await apply(plan(after, await peer.observe(), DEPLOYER), peer).catch(() => {});
        peer.failAfter(Number.POSITIVE_INFINITY);
        await apply(plan(after, await peer.observe(), DEPLOYER), peer);

        for (const { alias, blueprintId } of after) expect(peer.blueprintBehind(alias)).toBe(blueprintId);
        const again = plan(after, await peer.observe(), DEPLOYER);
        expect(again.every(({ action }) => action === 'keep')).toBe(true);
        expect(peer.size).toBe(new Set([...before, ...after].map(({ alias }) => alias)).size);
      }),
    );
  });
});
