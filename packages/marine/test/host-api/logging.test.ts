import { describe, expect, it } from 'vitest';
import type { ModuleLog } from '../../src/module-config.js';
import { createService } from '../../src/service/service.js';
import { createOracle } from '../utils/oracle.js';
import { loggingModule } from '../utils/small-modules.js';

function logging(config = {}) {
  const logs: ModuleLog[] = [];
  const modules = [{ config: { name: 'main', ...config }, wasm: loggingModule('__marine_host_api_v3') }];
  const service = createService({ serviceId: 'sid', modules }, { log: (line) => logs.push(line) });
  return { service, logs, modules };
}

describe('log_utf8_string', () => {
  it('names its levels, every other number is trace', () => {
    const { service, logs } = logging();
    for (const level of [1, 2, 3, 4, 5, 0, 9, -1]) service.call('log', [level, 0]);
    expect(logs.map((line) => line.level)).toEqual([1, 2, 3, 4, 5, 5, 5, 5]);
    expect(logs[0]).toEqual({ serviceId: 'sid', module: 'main', level: 1, target: 0, message: 'hi' });
  });

  it.each([6, 2147483647, 0, -1, -2147483648])(
    'with mask %i prints the targets upstream prints',
    async (loggingMask) => {
      const { service, logs, modules } = logging({ loggingMask });
      const oracle = await createOracle(modules);
      for (const target of [0, 1, 2, 4, 8, -1, -2147483648]) {
        service.call('log', [3, target]);
        oracle.callJson('log', `[3, ${target}]`);
        expect(logs.length, `target ${target}`).toBe(oracle.logs.length);
      }
    },
  );

  it('drops what is not UTF-8 with a warning, and the call goes on', () => {
    const { service, logs } = logging();
    expect(service.call('log_bad', [3, 0])).toBe(null);
    expect(logs).toMatchObject([{ level: 2, message: expect.stringContaining('not UTF-8') }]);
  });
});
