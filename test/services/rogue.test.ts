import { createServiceRunner, type ModuleLog, type RunningService } from '@noctiluca/marine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callInMarineJs, PARAMETERS, serviceConfig } from './services.js';

const LOG_LINES_PER_SEC = 50;
const logs: ModuleLog[] = [];
const runner = createServiceRunner({ log: (line) => logs.push(line), logLinesPerSec: LOG_LINES_PER_SEC });
afterAll(() => runner.close());

describe('rogue', () => {
  let rogue: RunningService;
  let neighbour: RunningService;
  let counted = 0;
  const call = (name: string, args: unknown[] = [], deadlineMs = 30_000) =>
    rogue.call(name, JSON.stringify(args), PARAMETERS, { deadlineMs });

  beforeAll(async () => {
    rogue = await runner.create(serviceConfig('rogue', {}, 'rogue-1'));
    neighbour = await runner.create(serviceConfig('rogue', {}, 'neighbour'));
  });

  /** The neighbour's memory is the one it had, and so is its service. */
  async function neighbourIsUnharmed(): Promise<void> {
    expect(await neighbour.call('counter', '[]', PARAMETERS)).toBe(String(++counted));
  }

  it('counts its calls as long as nothing goes wrong', async () => {
    const before = Number(await call('counter'));
    expect(await call('counter')).toBe(String(before + 1));
    await neighbourIsUnharmed();
  });

  it.each([
    ['spin', []],
    ['sleep_for', [600_000]],
    ['spin_for', [600_000]],
  ])('%s past the deadline ends the call and loses only its own state', async (name, args) => {
    await call('counter');
    const ended = expect(call(name, args, 300)).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    await neighbourIsUnharmed();
    await ended;
    await neighbourIsUnharmed();
    expect(await call('counter')).toBe('1');
  });

  it('computes for a while when told to, within its deadline', async () => {
    expect(Number(await call('spin_for', [20]))).toBeGreaterThan(0);
    expect(await call('sleep_for', [5])).toBe('null');
  });

  it('recursion works while there is stack, and beyond is an error of the call', async () => {
    expect(await call('recurse', [1000])).toBe('1000');
    await expect(call('recurse', [100_000_000])).rejects.toMatchObject({ code: 'TRAP' });
    await neighbourIsUnharmed();
    expect(await call('recurse', [1000])).toBe('1000');
  });

  it.each([
    ['huge_result', []],
    ['forged_bytes', [100_000_000]],
    ['forged_numbers', [200_000_000]],
    ['forged_numbers', [2_147_483_647]],
    ['forged_texts', [2_147_483_647]],
  ])('%s %j is refused before anything of that size is made', async (name, args) => {
    const before = process.memoryUsage().rss;
    await expect(call(name, args)).rejects.toMatchObject({ name: 'MarineError' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
    await neighbourIsUnharmed();
    expect(await call('alloc_bytes', [3])).toBe('[0,1,2]');
  });

  it('returns a large result that is there', async () => {
    const result: number[] = JSON.parse(await call('alloc_bytes', [1_000_000]));
    expect(result.length).toBe(1_000_000);
    expect(result[999_999]).toBe(999_999 % 256);
  });

  it('holds the memory it took, each service its own', async () => {
    expect(await call('hog', [8])).toBe('8');
    expect(await call('hog', [8])).toBe('16');
    const [memory] = await rogue.memory();
    const [other] = await neighbour.memory();
    expect(memory?.memorySizeBytes).toBeGreaterThan(16 * 2 ** 20);
    expect(other?.memorySizeBytes).toBeLessThan(16 * 2 ** 20);
    await neighbourIsUnharmed();
  });

  it('gets no more memory than its service may have', async () => {
    const limits = { totalMemoryLimitBytes: 16 * 2 ** 20 };
    const config = { ...serviceConfig('rogue', {}, 'limited'), ...limits };
    const limited = await runner.create(config);
    const asked = (name: string, mib: number) => limited.call(name, `[${mib}]`, PARAMETERS);
    const got = Number(await asked('hog_what_is_given', 64));
    expect(got).toBeGreaterThan(8);
    expect(got).toBeLessThan(16);
    await expect(asked('hog', 64)).rejects.toThrow('refused after');
    expect(await asked('hog', 4)).toBe('4');
    await neighbourIsUnharmed();
    await limited.stop();
  });

  it('a panic is an error with its text, and the service comes up anew', async () => {
    await expect(call('panic', ['as told'])).rejects.toThrow('as told');
    await expect(call('quit', [0])).rejects.toMatchObject({ code: 'TRAP' });
    expect(await call('counter')).toBe('1');
    await neighbourIsUnharmed();
  });

  it('a hundred callers of another service are served while this one does its worst', async () => {
    const rogues = await Promise.all(
      ['loop', 'hog', 'forger', 'stack'].map((id) =>
        runner.create({
          ...serviceConfig('rogue', {}, id),
          ...(id === 'hog' ? { totalMemoryLimitBytes: 64 * 2 ** 20 } : {}),
        }),
      ),
    );
    const worst: [string, unknown[]][] = [
      ['spin', []],
      ['hog', [100_000]],
      ['forged_texts', [2_147_483_647]],
      ['recurse', [100_000_000]],
    ];
    const ended = worst.map(([name, args], i) =>
      expect(
        rogues[i]!.call(name, JSON.stringify(args), PARAMETERS, { deadlineMs: 2000 }),
      ).rejects.toMatchObject({ name: 'MarineError' }),
    );
    const callers = Array.from({ length: 100 }, () => neighbour.call('counter', '[]', PARAMETERS));
    const answers = (await Promise.all(callers)).map(Number);
    expect(answers.sort((a, b) => a - b)).toEqual(callers.map((_, i) => counted + i + 1));
    counted += callers.length;
    await Promise.all(ended);
    await neighbourIsUnharmed();
    for (const each of rogues) expect(await each.call('counter', '[]', PARAMETERS)).toBe('1');
    await Promise.all(rogues.map((each) => each.stop()));
  });

  it('a flood of log lines passes in part, and the call ends', async () => {
    const before = logs.length;
    expect(await call('log_flood', [20_000])).toBe('20000');
    expect(await call('print_flood', [20_000])).toBe('20000');
    await neighbourIsUnharmed();
    const flood = logs.slice(before).filter(({ message }) => message.includes('of 20000'));
    expect(flood.length).toBeGreaterThan(0);
    expect(flood.length).toBeLessThan(20_000);
  });
});

describe('rogue in marine-js', () => {
  it('computes, and fails where it must', async () => {
    const call = await callInMarineJs('rogue');
    expect(call('counter', '[]')).toBe('1');
    expect(call('counter', '[]')).toBe('2');
    expect(call('hog', '[3]')).toBe('3');
    expect(call('recurse', '[100]')).toBe('100');
    expect(call('alloc_bytes', '[4]')).toBe('[0,1,2,3]');
    expect(() => call('panic', '["as told"]')).toThrow();
    expect(() => call('huge_result', '[]')).toThrow();
    expect(() => call('forged_texts', '[2147483647]')).toThrow();
    expect(call('counter', '[]')).toBe('3');
  });
});
