import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { registerDeciderMetrics } from '../../../src/capabilities/decider/decider-metrics.js';

it('tells of deals, workers and failures, and of none before the start', async () => {
  const registry = new Registry();
  let status: { deals: number; workers: number; failingDeals: number } | undefined;
  registerDeciderMetrics(registry, { status: () => status });
  const lines = async () =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith('decider'));
  expect(await lines()).toEqual(['decider_deals 0', 'decider_workers 0', 'decider_deals_failing 0']);
  status = { deals: 3, workers: 2, failingDeals: 1 };
  expect(await lines()).toEqual(['decider_deals 3', 'decider_workers 2', 'decider_deals_failing 1']);
});
