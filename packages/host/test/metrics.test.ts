import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../src/access/peer-scope.js';
import { addGreetingService, startTestHost, type TestHost } from './utils/test-host.js';

let at: TestHost;
let serviceId: string;
beforeAll(async () => {
  at = await startTestHost();
  ({ serviceId } = await addGreetingService(at, 'greeting'));
});
afterAll(() => at.destroy());

/** Value of a sample, by the name it has in the text format. */
async function sample(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  for (const metric of await at.registry.getMetricsAsJSON()) {
    for (const value of metric.values) {
      const sampleName = 'metricName' in value ? value.metricName : metric.name;
      const fits = Object.entries(labels).every(([label, text]) => Reflect.get(value.labels, label) === text);
      if (sampleName === name && fits) return value.value;
    }
  }
  return undefined;
}

describe('metrics of services', () => {
  test('have the names of upstream (spec/nox.md §7.6)', async () => {
    const names = (await at.registry.getMetricsAsJSON()).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('services_')).sort()).toEqual([
      'services_call_failed_count_total',
      'services_call_success_count_total',
      'services_call_time_msec',
      'services_creation_count_total',
      'services_creation_failure_count_total',
      'services_creation_time_msec',
      'services_lock_wait_time_sec',
      'services_mem_used_bytes',
      'services_mem_used_per_module_bytes',
      'services_mem_used_total_bytes',
      'services_modules_in_services_count',
      'services_removal_count_total',
      'services_removal_time_msec',
      'services_services_count',
    ]);
  });

  test('count the calls that waited for others', async () => {
    const before = (await sample('services_lock_wait_time_sec_count')) ?? 0;
    await Promise.all(Array.from({ length: 10 }, () => at.result('greeting', 'greeting', ['x'])));
    expect(await sample('services_lock_wait_time_sec_count')).toBe(before + 10);
    expect(await sample('services_lock_wait_time_sec_sum')).toBeGreaterThan(0);
  });

  test('tell the memory, and forget that of a service that is gone', async () => {
    const other = await addGreetingService(at, 'other');
    // Measured beside a call, behind it in the queue of the service; the next call is behind both.
    await at.result('other', 'greeting', ['x']);
    await at.result('other', 'greeting', ['x']);
    const memory = await at.host.services.memory(HOST_SCOPE, 'other');
    const bytes = memory.reduce((sum, { memorySizeBytes }) => sum + memorySizeBytes, 0);
    const total = (await sample('services_mem_used_total_bytes')) ?? 0;
    expect(total).toBeGreaterThanOrEqual(bytes);
    await at.host.services.remove(HOST_SCOPE, other.serviceId, at.host.hostPeerId);
    expect(await sample('services_mem_used_total_bytes')).toBe(total - bytes);
  });
});

describe('an outcome', () => {
  test('says who answered, for metrics of calls', async () => {
    expect(await at.call('op', 'identity', [1])).toMatchObject({ functionKind: 'builtin' });
    expect(await at.call('op', 'noop', [])).toMatchObject({ kind: 'empty', functionKind: 'builtin' });
    expect(await at.call('op', 'identity', [1, 2])).toMatchObject({ kind: 'error', functionKind: 'builtin' });
    expect(await at.call(serviceId, 'greeting', ['x'])).toMatchObject({ functionKind: 'service' });
    expect(await at.call(serviceId, 'nofn', [])).toMatchObject({ kind: 'error', functionKind: 'service' });
  });
});

describe('statistics', () => {
  test('that are switched off are an error', async () => {
    const other = await startTestHost({ serviceStats: false });
    expect(await other.error('stat', 'service_stat', ['x'])).toBe('Service stats collection is disabled');
    await other.destroy();
  });
});
