import { describe, expect, it } from 'vitest';
import { inOrder, requireNoCycle, reversed } from '../src/order.js';

const entries = [
  { name: 'registry', dependsOn: ['trust-graph', 'elsewhere'] },
  { name: 'trust-graph' },
  { name: 'ipfs' },
  { name: 'user', dependsOn: ['registry'] },
];

describe('inOrder', () => {
  it('begins with what is depended on, and runs independent ones side by side', async () => {
    const log: string[] = [];
    await inOrder(entries, async (name) => {
      log.push(`+${name}`);
      await Promise.resolve();
      log.push(`-${name}`);
      return true;
    });
    expect(log.indexOf('-trust-graph')).toBeLessThan(log.indexOf('+registry'));
    expect(log.indexOf('-registry')).toBeLessThan(log.indexOf('+user'));
    expect(log.slice(0, 2).sort()).toEqual(['+ipfs', '+trust-graph']);
  });

  it('tells each which of its dependencies failed', async () => {
    const told: Record<string, readonly string[]> = {};
    await inOrder(entries, async (name, failed) => {
      told[name] = failed;
      return name !== 'trust-graph' && failed.length === 0;
    });
    expect(told).toEqual({ 'trust-graph': [], ipfs: [], registry: ['trust-graph'], user: ['registry'] });
  });
});

it('reversed: users come before what they use', async () => {
  const log: string[] = [];
  await inOrder(reversed(entries), async (name) => log.push(name) > 0);
  expect(log.indexOf('user')).toBeLessThan(log.indexOf('registry'));
  expect(log.indexOf('registry')).toBeLessThan(log.indexOf('trust-graph'));
});

it('requireNoCycle names the circle', () => {
  expect(() => requireNoCycle(entries)).not.toThrow();
  const circle = [
    { name: 'a', dependsOn: ['b'] },
    { name: 'b', dependsOn: ['c'] },
    { name: 'c', dependsOn: ['b'] },
  ];
  expect(() => requireNoCycle(circle)).toThrow('b → c → b');
});
