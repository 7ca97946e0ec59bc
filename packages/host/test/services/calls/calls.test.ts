import { base58btc } from 'multiformats/bases/base58';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../../src/access/peer-scope.js';
import { addGreetingService, startTestHost, type TestHost } from '../../utils/test-host.js';

let at: TestHost;
let serviceId: string;

beforeAll(async () => {
  at = await startTestHost();
  ({ serviceId } = await addGreetingService(at, 'greeting'));
});

afterAll(() => at.destroy());

describe('a service is called', () => {
  test('by anyone, by id and by alias', async () => {
    expect(await at.result('greeting', 'greeting', ['Ada'])).toBe('Hi, Ada');
    expect(await at.result(serviceId, 'greeting', ['Ada'])).toBe('Hi, Ada');
  });

  test('through its other modules', async () => {
    expect(await at.result('greeting', 'shout', ['Ada'])).toBe('ADA');
  });

  test('with the particle it is called for', async () => {
    const particle = at.particleBy(at.stranger);
    const origin = { peerPk: at.keyPair.peerId, serviceId: 'op', functionName: 'identity', lens: '' };
    const told = await at.result('greeting', 'who_calls', [], { particle, tetraplets: [[origin]] });
    expect(told).toBe(`${particle.initPeerId}|${particle.id}|${serviceId}|${particle.timestamp}|1`);
  });

  test('64-bit integers arrive and return exactly', async () => {
    const item = await at.call('greeting', 'make_item', ['x', 9223372036854775807n]);
    expect(item).toMatchObject({ kind: 'ok', json: expect.stringContaining('9223372036854775807') });
  });

  test('by the node itself', async () => {
    const call = { functionName: 'who_calls', args: [], initPeerId: at.host.hostPeerId, particleId: 'p' };
    const told = await at.host.services.calls.callAsHost(HOST_SCOPE, 'greeting', call);
    expect(JSON.parse(told)).toMatch(new RegExp(`^${at.host.hostPeerId}\\|p\\|${serviceId}\\|\\d+\\|0$`));
  });
});

describe('a failing call', () => {
  test('of an unknown function tells so', async () => {
    expect(await at.error('greeting', 'nofn', [])).toContain('Error: function with name `nofn` is missing');
  });

  test('with wrong arguments tells so', async () => {
    expect(await at.error('greeting', 'greeting', [])).toContain('function requires 1 arguments, 0 provided');
  });

  test('of an expired particle is not made', async () => {
    const expired = { ...at.particleBy(at.stranger), timestamp: Date.now() - 100_000 };
    expect(await at.error('greeting', 'greeting', ['x'], { particle: expired })).toContain('expired');
  });

  test('to a service nobody knows is left to the next handler', async () => {
    expect(await at.call('nothing', 'greeting', [])).toEqual({ kind: 'not-defined' });
    expect(await at.call('op', 'nofn', [])).toEqual({ kind: 'not-defined' });
    expect(await at.call('__proto__', 'constructor', [])).toEqual({ kind: 'not-defined' });
  });
});

describe('statistics', () => {
  test('count successes and failures, keep the last five, and ignore unknown functions', async () => {
    const { serviceId: fresh } = await addGreetingService(at, 'counted');
    for (let n = 0; n < 7; n += 1) await at.result(fresh, 'greeting', [`${n}`]);
    await at.error(fresh, 'greeting', [1]);
    await at.error(fresh, 'nofn', []);
    const stats = await at.host.services.stats(HOST_SCOPE, 'counted');
    expect(stats?.total).toMatchObject({ successes: 7, failures: 2 });
    expect(stats?.functions).toMatchObject([{ name: 'greeting', stats: { successes: 7, failures: 1 } }]);
    expect(stats?.total.callTimeSec.series).toHaveLength(5);
    expect(stats?.total.timestampsSec).toHaveLength(5);
    const answered = await at.result('stat', 'service_stat', ['counted']);
    expect(answered).toMatchObject({
      status: true,
      error: '',
      result: [{ total_stats: { success_req_count: 7 } }],
    });
  });
});

describe('memory that a call used', () => {
  const deltas = async (service: string) => {
    const stats = await at.host.services.stats(HOST_SCOPE, service);
    return stats?.total.memoryDeltasBytes.series;
  };
  const large = 'x'.repeat(4 << 20);

  test('is booked on that call, and on no other', async () => {
    const { serviceId } = await addGreetingService(at, 'growing');
    await at.result(serviceId, 'greeting', ['small']);
    await at.result(serviceId, 'greeting', [large]);
    await at.result(serviceId, 'greeting', ['small']);
    const [first, second, third] = (await deltas(serviceId)) ?? [];
    expect(second).toBeGreaterThan(large.length);
    expect([first, third]).toEqual([0, 0]);
  });

  test('is booked on it although the call failed', async () => {
    const { serviceId } = await addGreetingService(at, 'failing');
    await at.error(serviceId, 'greeting', [large, large]);
    await at.result(serviceId, 'greeting', ['small']);
    expect((await deltas(serviceId))?.at(-1)).toBe(0);
  });
});

describe('metrics', () => {
  test('carry upstream names, and the alias as label of calls', async () => {
    await at.result('greeting', 'greeting', ['x']);
    const text = await at.registry.metrics();
    expect(text).toMatch(/^services_call_success_count_total\{service_type="greeting"\} \d+$/m);
    expect(text).toMatch(/^services_services_count\{service_type="service"\} \d+$/m);
    expect(text).toMatch(/^services_modules_in_services_count_sum\{service_type="service"\} \d+$/m);
  });
});

describe('the particle token', () => {
  test('is the base58 of the host key signature over the particle signature', async () => {
    const { ParticleTokens } = await import('../../../src/vault/particle-token.js');
    const particle = at.particleBy(at.stranger);
    const tokens = new ParticleTokens(at.keyPair);
    expect(tokens.of(particle)).toBe(base58btc.baseEncode(at.keyPair.sign(particle.signature)));
    expect(tokens.of(particle)).toBe(tokens.of({ ...particle, data: new Uint8Array(1) }));
  });
});
