import { createAvmPool } from '@noctiluca/avm';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { registerAvmMetrics } from '../src/avm-metrics.js';

const pool = createAvmPool({ threads: 2 });
afterEach(() => pool.stop(AbortSignal.abort()));

const PEER_ID = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';
const EMPTY = new Uint8Array(0);

describe('registerAvmMetrics', () => {
  it('shows the state of the pool at the moment it is asked', async () => {
    const registry = new Registry();
    registerAvmMetrics(registry, pool);
    expect(await registry.metrics()).toMatch(/^aqua_vm_pool_pool_size 0$/m);
    await pool.start(new AbortController().signal);
    await pool.run(
      {
        particleId: 'p',
        initPeerId: PEER_ID,
        timestamp: Date.now(),
        ttl: 7000,
        script: '(null)',
        prevData: EMPTY,
        data: EMPTY,
        callResults: new Map(),
        currentPeerId: PEER_ID,
        seed: new Uint8Array(32).fill(1),
      },
      'p',
    );
    const text = await registry.metrics();
    expect(text).toMatch(/^aqua_vm_pool_pool_size 2$/m);
    expect(text).toMatch(/^aqua_vm_pool_free_vms 2$/m);
    expect(text).toMatch(/^aqua_vm_pool_get_vm_total 1$/m);
    expect(text).toMatch(/^aqua_vm_pool_vm_mem_total [1-9]\d+$/m);
    expect(await registry.metrics()).toMatch(/^aqua_vm_pool_get_vm_total 1$/m);
  });

  it('registers nothing for a runner without statistics', async () => {
    const registry = new Registry();
    registerAvmMetrics(registry, { name: 'avm' });
    expect(registry.getMetricsAsArray()).toEqual([]);
  });
});
