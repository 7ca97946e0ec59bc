import { expect, it } from 'vitest';
import type { ModuleLog } from '../../src/module-config.js';
import { LogLimiter } from '../../src/thread/log-limiter.js';

const line = (message: string): ModuleLog => ({ serviceId: 's', module: 'm', level: 3, target: 0, message });

it('lets a number of lines pass per second and tells how many it dropped', () => {
  const passed: string[] = [];
  let now = 0;
  const limiter = new LogLimiter(
    (log) => passed.push(log.message),
    2,
    () => now,
  );
  for (const message of ['a', 'b', 'c', 'd']) limiter.push(line(message));
  now = 1000;
  limiter.push(line('e'));
  expect(passed).toEqual(['a', 'b', '2 log lines were dropped: more than 2 in a second', 'e']);
});
