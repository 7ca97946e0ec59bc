import { describe, expect, it } from 'vitest';
import { CHAIN_LOST_MS } from '../src/constants.js';
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
  healthOf(describing(...children), { isDiskFull: false })
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
    { check: 'particle_table', children: [part('aquamarine', { isActorTableFull: true })] },
    { check: 'particle_memory', children: [part('aquamarine', { isMemoryFull: true })] },
    { check: 'avm_queue', children: [part('aquamarine', { oldestWaitMs: 1_001 })] },
    { check: 'spells_late', children: [part('spells', { lateMs: 5_001 })] },
    { check: 'chain_connection', children: [part('chain', { connected: false, disconnectedMs: 1 })] },
    { check: 'chain_begun_anew', children: [part('decider', { workersOfOtherChain: 1 })] },
    { check: 'persisted_spells', children: [part('spells', { spellsNotRestored: [{}] })] },
  ])('fails $check, and nothing else', ({ check, children }) => {
    expect(failing(...children)).toEqual([check]);
  });

  it('only warns of load, and fails for a disk that is full', () => {
    const checks = healthOf(describing(), { isDiskFull: true });
    const kinds = Object.fromEntries(
      checks.map(({ name, ok, isWarning = false }) => [name, { ok, isWarning }]),
    );
    expect(kinds).toMatchObject({
      disk: { ok: false, isWarning: false },
      particle_table: { ok: true, isWarning: true },
      particle_memory: { ok: true, isWarning: true },
      avm_queue: { ok: true, isWarning: true },
      spells_late: { ok: true, isWarning: true },
    });
  });

  it('warns of a chain that does not answer, and fails when it has not for long', () => {
    const checkOf = (disconnectedMs: number) =>
      healthOf(describing(part('chain', { connected: false, disconnectedMs })), { isDiskFull: false }).at(-1);
    expect(checkOf(CHAIN_LOST_MS)).toEqual({ name: 'chain_connection', ok: false, isWarning: true });
    expect(checkOf(CHAIN_LOST_MS + 1)).toMatchObject({ ok: false, isWarning: false });
  });

  it('does not hold against a part that a user brought what it does not tell', () => {
    expect(failing(part('network'), part('avm'), part('host'))).toEqual([]);
  });
});
