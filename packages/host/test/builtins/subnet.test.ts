import { afterEach, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../utils/test-host.js';

let at: TestHost;
afterEach(() => at.destroy());

describe('subnet.resolve', () => {
  test('of a peer by itself says that there is nobody to ask', async () => {
    at = await startTestHost();
    await at.host.workers.create({ dealId: 'abc', creatorPeerId: at.host.hostPeerId });
    expect(await at.result('subnet', 'resolve', ['abc'])).toEqual({
      success: false,
      error: ['This peer has no chain and no local network to ask for deals'],
      workers: [],
    });
  });

  test('knows deals without workers, and workers that their hosts have not made yet', async () => {
    const unit = '01'.repeat(32);
    const known = new Map([
      ['aa', []],
      ['bb', [{ cuIds: [unit] as const, hostPeerId: 'host' }]],
    ]);
    at = await startTestHost({}, { subnets: { resolve: async (dealId) => known.get(dealId) ?? [] } });
    const resolved = (workers: object[]) => ({ success: true, error: [], workers });
    expect(await at.result('subnet', 'resolve', ['0xAA'])).toEqual(resolved([]));
    expect(await at.result('subnet', 'resolve', ['0xBB'])).toEqual(
      resolved([{ pat_id: `0x${unit}`, cu_ids: [unit], host_id: 'host', worker_id: [] }]),
    );
  });

  test('asks whom an extension says, who may ask those before', async () => {
    const worker = (hostPeerId: string) => [{ cuIds: ['01'.repeat(32)] as const, hostPeerId }];
    at = await startTestHost(
      {
        subnets: (before) => ({ resolve: async (id) => (id === 'aa' ? worker('new') : before.resolve(id)) }),
      },
      { subnets: { resolve: async () => worker('old') } },
    );
    const hostOf = async (dealId: string) =>
      ((await at.result('subnet', 'resolve', [dealId])) as { workers: { host_id: string }[] }).workers[0]!
        .host_id;
    expect([await hostOf('aa'), await hostOf('bb')]).toEqual(['new', 'old']);
  });

  test('is given up with its particle', async () => {
    const life = new AbortController();
    const resolve = (_: string, signal?: AbortSignal) =>
      new Promise<[]>((_resolve, reject) =>
        signal!.addEventListener('abort', () => reject(new Error('it is over'))),
      );
    at = await startTestHost({}, { subnets: { resolve } });
    const asked = at.result('subnet', 'resolve', ['aa'], { signal: life.signal });
    life.abort();
    expect(await asked).toMatchObject({ success: false, error: ['it is over'] });
  });
});
