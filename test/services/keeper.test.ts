import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createService, createServiceRunner } from '@noctiluca/marine';
import { afterAll, describe, expect, it } from 'vitest';
import { PARAMETERS, serviceConfig } from './services.js';
import { makeWorkFolder } from './work-folder.js';

const folder = makeWorkFolder();
const runner = createServiceRunner();
afterAll(async () => {
  await runner.close();
  folder.remove();
});

const config = (serviceId: string) =>
  serviceConfig('keeper', { mappedDirs: folder.mappedDirs(serviceId) }, serviceId);

function startKeeper(serviceId: string) {
  const service = createService(config(serviceId));
  const call = (name: string, args: unknown[] = []) =>
    JSON.parse(service.callJson(name, JSON.stringify(args), PARAMETERS));
  return { call, close: () => service.close(), rebuilds: () => service.rebuilds };
}

const DONE = { success: true, error: '' };
const pair = (key: string, value: string) => ({ key, value });
const PAIRS = [pair('a', '1'), pair('b', '2'), pair('ю', '3')];

describe('keeper', () => {
  it('keeps pairs, in the order of their keys', () => {
    const { call, close } = startKeeper('keeper-1');
    expect(call('count')).toEqual({ ...DONE, count: 0 });
    expect(call('get', ['a'])).toEqual({ ...DONE, found: false, value: '' });
    expect(call('put_all', [[...PAIRS].reverse()])).toEqual(DONE);
    expect(call('put', ['a', 'one'])).toEqual(DONE);
    expect(call('range', ['', 10])).toEqual({ ...DONE, pairs: [pair('a', 'one'), ...PAIRS.slice(1)] });
    expect(call('range', ['b', 1])).toEqual({ ...DONE, pairs: [pair('b', '2')] });
    expect(call('delete', ['b'])).toMatchObject({ success: true, found: true });
    expect(call('delete', ['b'])).toMatchObject({ success: true, found: false });
    expect(call('count')).toEqual({ ...DONE, count: 2 });
    close();
  });

  it('finds everything again after a restart, whether it ended well or not', () => {
    const before = startKeeper('keeper-2');
    before.call('put_all', [PAIRS]);
    before.close();
    const unclosed = startKeeper('keeper-2');
    expect(unclosed.call('range', ['', 10]).pairs).toEqual(PAIRS);
    unclosed.call('put', ['c', '4']);
    const after = startKeeper('keeper-2');
    expect(after.call('get', ['c'])).toMatchObject({ found: true, value: '4' });
    expect(after.call('count').count).toBe(4);
    after.close();
  });

  it('shows nothing of a transaction that died, and goes on', () => {
    const { call, close, rebuilds } = startKeeper('keeper-3');
    call('put', ['a', 'kept']);
    expect(() => call('put_all_and_die', [PAIRS])).toThrow('died before the transaction ended');
    expect(call('range', ['', 10]).pairs).toEqual([pair('a', 'kept')]);
    expect(rebuilds()).toBe(1);
    expect(call('put_all', [PAIRS])).toEqual(DONE);
    expect(call('count').count).toBe(3);
    close();
  });

  it('opens a copy of its files taken at any moment, with all that was acknowledged', () => {
    const { call, close } = startKeeper('keeper-4');
    const storage = (id: string) => folder.mappedDirs(id)['/storage']!;
    for (let i = 0; i < 20; i++) {
      call('put', [`key-${String(i).padStart(2, '0')}`, 'x'.repeat(1000)]);
      if (i % 5 !== 0) continue;
      cpSync(storage('keeper-4'), storage(`copy-${i}`), { recursive: true });
      const copy = startKeeper(`copy-${i}`);
      expect(copy.call('count')).toEqual({ ...DONE, count: i + 1 });
      copy.close();
    }
    close();
  });

  it('needs a storage, and says so', () => {
    const service = createService(serviceConfig('keeper'));
    expect(JSON.parse(service.callJson('put', '["a","1"]'))).toMatchObject({
      success: false,
      error: expect.stringMatching(/pre-?open|os error/),
    });
  });

  it('survives the end of its thread in the middle of its work', async () => {
    const first = await runner.create(config('keeper-5'));
    const call = (service: typeof first, name: string, args: unknown[] = []) =>
      service.call(name, JSON.stringify(args), PARAMETERS);
    await call(first, 'put_all', [PAIRS]);
    const many = Array.from({ length: 5000 }, (_, i) => pair(`many-${i}`, 'x'.repeat(100)));
    const cut = call(first, 'put_all', [many]).then(
      () => true,
      () => false,
    );
    await first.stop();
    const acknowledged = await cut;
    const second = await runner.create(config('keeper-5'));
    const { count } = JSON.parse(await call(second, 'count'));
    expect([PAIRS.length, PAIRS.length + many.length]).toContain(count);
    if (acknowledged) expect(count).toBe(PAIRS.length + many.length);
    const [file] = readdirSync(folder.mappedDirs('keeper-5')['/storage']!).filter((name) =>
      name.endsWith('.redb'),
    );
    const path = join(folder.mappedDirs('keeper-5')['/storage']!, file ?? '');
    expect(existsSync(path) && statSync(path).size).toBeGreaterThan(0);
  });
});
