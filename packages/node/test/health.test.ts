import { describe, expect, it } from 'vitest';
import { healthOf } from '../src/health.js';

const part = (
  name: string,
  details: Record<string, unknown> = {},
  state: 'running' | 'failed' = 'running',
) => ({
  name,
  state,
  details,
});
const describing = (...children: ReturnType<typeof part>[]) =>
  ({ name: 'peer', state: 'running', children }) as unknown as Parameters<typeof healthOf>[0];
const failing = (...children: ReturnType<typeof part>[]) =>
  healthOf(describing(...children))
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('health of a peer', () => {
  it('is good when every part runs and nothing is missing', () => {
    const network = part('network', { bootstrap: { nodes: 0, connected: 0, lookedAround: true } });
    expect(failing(network, part('avm', { threads: 2, running: 2 }), part('host'))).toEqual([]);
  });

  it.each([
    { check: 'store', children: [part('store', {}, 'failed')] },
    {
      check: 'bootstrap_nodes',
      children: [part('network', { bootstrap: { nodes: 2, connected: 1, lookedAround: true } })],
    },
    {
      check: 'kademlia_bootstrap',
      children: [part('network', { bootstrap: { nodes: 1, connected: 1, lookedAround: false } })],
    },
    { check: 'vm_pool', children: [part('avm', { threads: 2, running: 1 })] },
    { check: 'persisted_services', children: [part('host', { servicesNotRestored: [{}] })] },
    { check: 'persisted_workers', children: [part('host', { workersNotRestored: [{}] })] },
    { check: 'persisted_spells', children: [part('spells', { spellsNotRestored: [{}] })] },
  ])('fails $check, and nothing else', ({ check, children }) => {
    expect(failing(...children)).toEqual([check]);
  });

  it('does not hold against a part that a user brought what it does not tell', () => {
    expect(failing(part('network'), part('avm'), part('host'))).toEqual([]);
  });
});
