import { afterEach, describe, expect, it } from 'vitest';
import { compileModule } from '../../src/module/marine-module.js';
import type { ModuleLog, ServiceConfig } from '../../src/module-config.js';
import type { ServiceRunner } from '../../src/service-runner.js';
import { createServiceRunner } from '../../src/thread/service-runner.js';
import { fixture, PARAMETERS } from '../utils/modules.js';
import { counterModule, loggingModule, marineModule } from '../utils/small-modules.js';
import { op } from '../utils/wasm-writer.js';

let runner: ServiceRunner;
afterEach(() => runner.close());

function config(wasm: ServiceConfig['modules'][number]['wasm'], serviceId = 'sid'): ServiceConfig {
  return { serviceId, modules: [{ config: { name: 'main' }, wasm }] };
}

describe('services on threads', () => {
  it('answer calls in the order they were made', async () => {
    runner = createServiceRunner();
    const service = await runner.create(config(counterModule()));
    const answers = await Promise.all([1, 2, 3, 4].map(() => service.call('next', '[]', PARAMETERS)));
    expect(answers).toEqual(['1', '2', '3', '4']);
    expect(service.interface.function_signatures.map((f) => f.name)).toContain('next');
    expect(await service.memory()).toEqual([{ name: 'main', memorySizeBytes: 131072 }]);
  });

  it('run linked modules, also from modules compiled once for many', async () => {
    runner = createServiceRunner();
    const [effector, greeting] = await Promise.all([
      compileModule(fixture('effector'), 'effector'),
      compileModule(fixture('greeting'), 'greeting'),
    ]);
    const modules = [
      { config: { name: 'effector' }, wasm: effector },
      { config: { name: 'greeting' }, wasm: greeting },
    ];
    const services = await Promise.all(['a', 'b'].map((serviceId) => runner.create({ serviceId, modules })));
    for (const service of services)
      expect(await service.call('shout', '["straße"]', PARAMETERS)).toBe('"STRASSE"');
  });

  it('end a call past its deadline, lose that state, and leave others alone', async () => {
    runner = createServiceRunner();
    const [stuck, other] = await Promise.all([
      runner.create(config(counterModule(), 'stuck')),
      runner.create(config(counterModule(), 'other')),
    ]);
    await stuck.call('next', '[]', PARAMETERS);
    await other.call('next', '[]', PARAMETERS);
    const looping = stuck.call('loop', '[]', PARAMETERS, { deadlineMs: 50 });
    const behind = stuck.call('next', '[]', PARAMETERS);
    await expect(looping).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    expect(await behind).toBe('1');
    expect(await other.call('next', '[]', PARAMETERS)).toBe('2');
  });

  it('fail a call that waited too long without ending the one before it', async () => {
    runner = createServiceRunner();
    const service = await runner.create(config(counterModule()));
    await service.call('next', '[]', PARAMETERS);
    const looping = service.call('loop', '[]', PARAMETERS, { deadlineMs: 300 });
    const impatient = service.call('next', '[]', PARAMETERS, { deadlineMs: 10 });
    await expect(impatient).rejects.toMatchObject({
      code: 'CALL_DEADLINE',
      message: expect.stringContaining('not run'),
    });
    await expect(looping).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
  });

  it('refuse calls beyond the queue', async () => {
    runner = createServiceRunner({ maxQueuedCalls: 1 });
    const service = await runner.create(config(counterModule()));
    const looping = service.call('loop', '[]', PARAMETERS, { deadlineMs: 50 });
    const waiting = service.call('next', '[]', PARAMETERS);
    await expect(service.call('next', '[]', PARAMETERS)).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    await expect(looping).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    expect(await waiting).toBe('1');
  });

  it('fail with upstream texts and codes across the thread', async () => {
    runner = createServiceRunner();
    const service = await runner.create(config(counterModule()));
    await expect(service.call('nofn', '[]', PARAMETERS)).rejects.toMatchObject({
      name: 'MarineError',
      code: 'FUNCTION_NOT_FOUND',
      message: 'function with name `nofn` is missing',
    });
    await expect(service.call('trap', '[]', PARAMETERS)).rejects.toMatchObject({ code: 'TRAP' });
    expect(await service.call('next', '[]', PARAMETERS)).toBe('1');
  });

  it('are refused when they do not start', async () => {
    runner = createServiceRunner({ startDeadlineMs: 100 });
    const start = (body: number[]) =>
      marineModule({ functions: [], coreFunctions: [{ exportAs: '_start', body }] });
    await expect(runner.create(config(start(op.loopForever)))).rejects.toMatchObject({
      code: 'START_FAILED',
    });
    await expect(runner.create(config(start(op.unreachable)))).rejects.toMatchObject({
      code: 'START_FAILED',
    });
    await expect(runner.create(config(Uint8Array.of(1, 2, 3)))).rejects.toMatchObject({
      code: 'WASM_MALFORMED',
    });
  });

  it('stop: what waits fails, stopping again does nothing', async () => {
    runner = createServiceRunner();
    const service = await runner.create(config(counterModule()));
    const looping = service.call('loop', '[]', PARAMETERS);
    const waiting = service.call('next', '[]', PARAMETERS);
    const outcomes = Promise.allSettled([looping, waiting]);
    await service.stop();
    await service.stop();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SERVICE_STOPPED' } });
    await expect(service.call('next', '[]', PARAMETERS)).rejects.toMatchObject({ code: 'SERVICE_STOPPED' });
  });

  it('are not created after an abort', async () => {
    runner = createServiceRunner();
    const controller = new AbortController();
    const loops = marineModule({
      functions: [],
      coreFunctions: [{ exportAs: '_start', body: op.loopForever }],
    });
    const creating = runner.create(config(loops), { signal: controller.signal });
    controller.abort(new Error('node stops'));
    await expect(creating).rejects.toThrow('node stops');
  });

  it('log to the runner, a bounded number of lines per second', async () => {
    const logs: ModuleLog[] = [];
    runner = createServiceRunner({ log: (line) => logs.push(line), logLinesPerSec: 10 });
    const service = await runner.create(config(loggingModule('__marine_host_api_v3')));
    await service.call('log', '[3, 0]', PARAMETERS);
    expect(logs).toEqual([{ serviceId: 'sid', module: 'main', level: 3, target: 0, message: 'hi' }]);
    const flood = service.call('log_forever', '[3, 0]', PARAMETERS, { deadlineMs: 300 });
    await expect(flood).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    expect(logs.length).toBeLessThanOrEqual(22);
  });
});
