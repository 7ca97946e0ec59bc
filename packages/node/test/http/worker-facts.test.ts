import { describe, expect, it } from 'vitest';
import { MAX_WORKER_KEYS } from '../../src/constants.js';
import { type WorkerFactsComponents, workerFacts } from '../../src/http/worker-facts.js';

/** A worker whose installation spell has a value under every key. */
const components = {
  host: {
    workers: { get: () => ({ workerId: 'w', active: true }), ofDeal: () => undefined },
    services: { list: () => [] },
  },
  spells: { get: () => ({ value: (key: string) => `of ${key}`, list: () => [] }) },
} as unknown as WorkerFactsComponents;

describe('the facts of a worker', () => {
  it('answers so many keys of one request, and leaves the others out', () => {
    const keys = Array.from({ length: MAX_WORKER_KEYS + 1 }, (_, i) => `k${i}`);
    const { values } = workerFacts({ worker: 'w', keys }, components)!;
    expect(Object.keys(values)).toEqual(keys.slice(0, MAX_WORKER_KEYS));
    expect(values.k0).toBe('of k0');
  });
});
