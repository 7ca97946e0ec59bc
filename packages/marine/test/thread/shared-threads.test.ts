import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { compileModule } from '../../src/module/marine-module.js';
import type { RunningService, ServiceRunner } from '../../src/service-runner.js';
import { createServiceRunner } from '../../src/thread/service-runner.js';
import { PARAMETERS } from '../utils/modules.js';
import { counterModule, marineModule } from '../utils/small-modules.js';
import { op } from '../utils/wasm-writer.js';

let runner: ServiceRunner;
afterEach(() => runner.close());

async function counters(count: number) {
  const wasm = await compileModule(counterModule(), 'main', { metered: true });
  const create = (i: number) =>
    runner.create({ serviceId: `s${i}`, modules: [{ config: { name: 'main' }, wasm }] });
  return Promise.all(Array.from({ length: count }, (_, i) => create(i)));
}

describe('services that share one thread', () => {
  it('answer while another runs away, and keep their memory when it is ended', async () => {
    runner = createServiceRunner({ threads: 1 });
    const [runaway, ...others] = await counters(20);
    await runaway!.call('next', '[]', PARAMETERS);
    await Promise.all(others.map((s) => s.call('next', '[]', PARAMETERS)));
    let ended = false;
    const looping = runaway!.call('loop', '[]', PARAMETERS, { deadlineMs: 2000 }).finally(() => {
      ended = true;
    });
    const meanwhile = Promise.all(others.map((s) => s.call('next', '[]', PARAMETERS)));
    expect(await meanwhile).toEqual(others.map(() => '2'));
    expect(ended).toBe(false);
    await expect(looping).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    expect(await Promise.all(others.map((s) => s.call('next', '[]', PARAMETERS)))).toEqual(
      others.map(() => '3'),
    );
    expect(await runaway!.call('next', '[]', PARAMETERS)).toBe('1');
  });

  it('lose nothing when one of them traps or overflows the stack', async () => {
    runner = createServiceRunner({ threads: 1 });
    const [bad, good] = await counters(2);
    await good!.call('next', '[]', PARAMETERS);
    for (const name of ['trap', 'deep', 'exit'])
      await expect(bad!.call(name, name === 'exit' ? '[1]' : '[]', PARAMETERS)).rejects.toMatchObject({
        code: 'TRAP',
      });
    expect(await good!.call('next', '[]', PARAMETERS)).toBe('2');
    expect(await bad!.call('next', '[]', PARAMETERS)).toBe('1');
  });

  it('go their own ways: one is removed, the others stay', async () => {
    runner = createServiceRunner({ threads: 1 });
    const [a, b] = await counters(2);
    await b!.call('next', '[]', PARAMETERS);
    await a!.stop();
    expect(await b!.call('next', '[]', PARAMETERS)).toBe('2');
    const [c] = await counters(1);
    expect(await c!.call('next', '[]', PARAMETERS)).toBe('1');
    expect(c!.memoryBytes).toBe(131_072);
  });

  it('stop at once, even in the middle of an endless call or start', async () => {
    runner = createServiceRunner({ threads: 1 });
    const [runaway, other] = await counters(2);
    const looping = runaway!.call('loop', '[]', PARAMETERS).catch((error: unknown) => error);
    await other!.call('next', '[]', PARAMETERS);
    await runaway!.stop();
    expect(await looping).toMatchObject({ code: 'SERVICE_STOPPED' });
    const endless = marineModule({
      functions: [],
      coreFunctions: [{ exportAs: '_start', body: op.loopForever }],
    });
    const controller = new AbortController();
    const creating = runner.create(
      { serviceId: 'e', modules: [{ config: { name: 'main' }, wasm: endless }] },
      { signal: controller.signal },
    );
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(creating).rejects.toThrow('enough');
    expect(await other!.call('next', '[]', PARAMETERS)).toBe('2');
  });

  it('are ended by several runaways at once, each at its own deadline', async () => {
    runner = createServiceRunner({ threads: 1 });
    const services = await counters(4);
    const loops = services.map((s) => s.call('loop', '[]', PARAMETERS, { deadlineMs: 200 }));
    for (const outcome of await Promise.allSettled(loops))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'CALL_DEADLINE' } });
    expect(await services[0]!.call('next', '[]', PARAMETERS)).toBe('1');
  });
});

describe('a call that takes its time', () => {
  async function rogues(count: number) {
    const bytes = await readFile(new URL('../../../../services/rogue/rogue.wasm', import.meta.url));
    const wasm = await compileModule(bytes, 'rogue', { metered: true });
    runner = createServiceRunner({ threads: 1 });
    const create = (i: number) =>
      runner.create({ serviceId: `r${i}`, modules: [{ config: { name: 'rogue' }, wasm }] });
    return Promise.all(Array.from({ length: count }, (_, i) => create(i)));
  }
  const spinFor = (service: RunningService, ms: number, deadlineMs: number) =>
    service.call('spin_for', `[${ms}]`, PARAMETERS, { deadlineMs });
  const counter = (service: RunningService) => service.call('counter', '[]', PARAMETERS);

  it('is not held up by an endless one that comes later, and keeps its memory', async () => {
    const [honest, endless] = (await rogues(2)) as [RunningService, RunningService];
    await counter(honest);
    const order: string[] = [];
    const long = spinFor(honest, 300, 2000).then(() => order.push('honest'));
    await delay(50);
    const ended = endless
      .call('spin', '[]', PARAMETERS, { deadlineMs: 600 })
      .catch(({ code }) => order.push(code));
    await Promise.all([long, ended]);
    expect(order).toEqual(['honest', 'CALL_DEADLINE']);
    expect(await counter(honest)).toBe('2');
  });

  it('has its whole time for itself, even below one that was quick until then', async () => {
    const [honest, sly] = (await rogues(2)) as [RunningService, RunningService];
    await Promise.all([counter(honest), counter(sly)]);
    const long = spinFor(honest, 300, 600);
    await delay(50);
    const ended = sly.call('spin', '[]', PARAMETERS, { deadlineMs: 1500 });
    await expect(ended).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    await long;
    expect(await counter(honest)).toBe('2');
  });

  it('keeps nobody out for long, and no memory of a hundred neighbours is lost', async () => {
    const [endless, ...others] = (await rogues(101)) as [RunningService, ...RunningService[]];
    const ended = endless.call('spin', '[]', PARAMETERS, { deadlineMs: 3000 }).catch(({ code }) => code);
    await delay(20);
    // All of them are new: nobody knows yet that they are quick.
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    expect(new Set(await Promise.all(others.map(counter)))).toEqual(new Set(['1']));
    expect(isOver).toBe(false);
    expect(await ended).toBe('CALL_DEADLINE');
    expect(new Set(await Promise.all(others.map(counter)))).toEqual(new Set(['2']));
  });
});

describe('code that cannot be metered', () => {
  it('runs on a thread of its own, which is ended at the deadline', async () => {
    runner = createServiceRunner({ threads: 1 });
    const fence = [0xfe, 0x03, 0x00];
    const wasm = marineModule({
      functions: [
        { name: 'loop', arguments: [], body: [...fence, ...op.loopForever] },
        { name: 'one', arguments: [], result: 's32', body: op.i32Const(1) },
      ],
    });
    const odd = await runner.create({ serviceId: 'odd', modules: [{ config: { name: 'main' }, wasm }] });
    const [other] = await counters(1);
    await other!.call('next', '[]', PARAMETERS);
    await expect(odd.call('loop', '[]', PARAMETERS, { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'CALL_DEADLINE',
    });
    expect(await odd.call('one', '[]', PARAMETERS)).toBe('1');
    expect(await other!.call('next', '[]', PARAMETERS)).toBe('2');
  });
});
