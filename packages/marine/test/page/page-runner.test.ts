import { afterEach, describe, expect, it } from 'vitest';
import { compileModuleSync } from '../../src/module/marine-module.js';
import type { ServiceConfig } from '../../src/module-config.js';
import { createServiceRunner } from '../../src/page/page-runner.js';
import type { ServiceRunner } from '../../src/service-runner.js';
import { fixture, PARAMETERS } from '../utils/modules.js';
import { counterModule } from '../utils/small-modules.js';

let runner: ServiceRunner;
afterEach(() => runner.close());

function config(wasm: ServiceConfig['modules'][number]['wasm'], serviceId = 'sid'): ServiceConfig {
  return { serviceId, modules: [{ config: { name: 'main' }, wasm }] };
}

describe('services on the thread of a page', () => {
  it('answer calls, from bytes and from compiled modules', async () => {
    runner = createServiceRunner();
    for (const wasm of [counterModule(), compileModuleSync(counterModule(), 'main')]) {
      const service = await runner.create(config(wasm));
      expect(await service.call('next', '[]', PARAMETERS)).toBe('1');
      expect(await service.call('next', '[]', PARAMETERS)).toBe('2');
      expect(service.interface.function_signatures.map(({ name }) => name)).toContain('next');
      expect(await service.memory()).toEqual([{ name: 'main', memorySizeBytes: service.memoryBytes }]);
    }
  });

  it('run modules built with the SDK', async () => {
    runner = createServiceRunner();
    const modules = ['effector', 'greeting'].map((name) => ({
      config: { name },
      wasm: fixture(name as 'effector'),
    }));
    const service = await runner.create({ serviceId: 'linked', modules });
    expect(await service.call('shout', '["straße"]', PARAMETERS)).toBe('"STRASSE"');
  });

  it('end a call past its deadline, and lose that state', async () => {
    runner = createServiceRunner({ callDeadlineMs: 50 });
    const service = await runner.create(config(counterModule()));
    await service.call('next', '[]', PARAMETERS);
    await expect(service.call('loop', '[]', PARAMETERS)).rejects.toMatchObject({ code: 'CALL_DEADLINE' });
    expect(await service.call('next', '[]', PARAMETERS)).toBe('1');
  });

  it('answer nothing when they are stopped, and are not made when the runner is closed', async () => {
    runner = createServiceRunner();
    const service = await runner.create(config(counterModule()));
    await runner.close();
    await service.stop();
    await expect(service.call('next', '[]', PARAMETERS)).rejects.toMatchObject({ code: 'SERVICE_STOPPED' });
    await expect(runner.create(config(counterModule()))).rejects.toMatchObject({ code: 'SERVICE_STOPPED' });
  });

  it('refuse what does not compile', async () => {
    runner = createServiceRunner();
    await expect(runner.create(config(new Uint8Array(4)))).rejects.toMatchObject({ code: 'WASM_MALFORMED' });
  });
});
