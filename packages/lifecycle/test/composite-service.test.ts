import { FakeClock, flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createCompositeService } from '../src/composite-service.js';
import { LifecycleError, StopError } from '../src/errors.js';
import { type LogCall, type Logger, silentLogger } from '../src/logger.js';
import { type Event, type Script, type ScriptedPart, scriptedPart } from './utils/scripted-part.js';

function setUp(scripts: Script[], options: { extra?: Script[]; log?: Logger } = {}) {
  const clock = new FakeClock();
  const ledger: Event[] = [];
  const build = (script: Script) => scriptedPart(clock, ledger, script);
  const parts = scripts.map(build);
  const extra = (options.extra ?? []).map(build);
  const composite = createCompositeService({
    name: 'node',
    services: parts,
    extra,
    clock,
    startTimeoutMs: 1000,
    stopTimeoutMs: 100,
    ...(options.log === undefined ? {} : { logger: options.log }),
  });
  const part = (name: string): ScriptedPart => [...parts, ...extra].find((one) => one.name === name)!;
  return { clock, ledger, composite, part };
}

const lines = (ledger: Event[]) => ledger.map(({ part, what }) => `${part} ${what}`);

async function failureOf(clock: FakeClock, work: Promise<unknown>): Promise<unknown> {
  const result = await clock.until(work);
  if (result.status === 'fulfilled') throw new Error('expected a rejection');
  return result.reason;
}

async function startFailure(clock: FakeClock, work: Promise<unknown>): Promise<LifecycleError> {
  const error = await failureOf(clock, work);
  expect(error).toBeInstanceOf(LifecycleError);
  return error as LifecycleError;
}

describe('starting', () => {
  it('starts by dependencies, whatever the order of the list', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'http', dependsOn: ['host'] },
      { name: 'host', dependsOn: ['store'] },
      { name: 'store' },
    ]);
    await clock.until(composite.start());
    expect(composite.state).toBe('running');
    expect(lines(ledger)).toEqual([
      'store start',
      'store up',
      'host start',
      'host up',
      'http start',
      'http up',
    ]);
  });

  it('starts independent parts at the same time', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'a', onStart: { kind: 'ok', afterMs: 50 } },
      { name: 'b', onStart: { kind: 'ok', afterMs: 50 } },
    ]);
    await clock.until(composite.start());
    expect(lines(ledger)).toEqual(['a start', 'b start', 'a up', 'b up']);
    expect(composite.describe().startDurationMs).toBe(50);
  });

  it('starts extra parts after every default and stops them before any', async () => {
    const { clock, ledger, composite } = setUp(
      [{ name: 'slow', onStart: { kind: 'ok', afterMs: 50 } }, { name: 'quick' }],
      { extra: [{ name: 'plugin', onStop: { kind: 'ok', afterMs: 20 } }] },
    );
    await clock.until(composite.start());
    expect(lines(ledger).slice(-2)).toEqual(['plugin start', 'plugin up']);
    ledger.length = 0;
    await clock.until(composite.stop());
    expect(lines(ledger).slice(0, 2)).toEqual(['plugin stop', 'plugin down']);
  });

  it('names the part that failed, keeps its cause and stops what was begun in reverse', async () => {
    const { clock, ledger, composite, part } = setUp([
      { name: 'store' },
      { name: 'host', dependsOn: ['store'] },
      { name: 'http', dependsOn: ['host'], onStart: { kind: 'fail', afterMs: 5 } },
      { name: 'never', dependsOn: ['http'] },
    ]);
    const error = await startFailure(clock, composite.start());
    expect(error).toMatchObject({ code: 'START_FAILED', part: 'http' });
    expect(error.message).toContain("'http'");
    expect(error.cause).toMatchObject({ message: 'http broke at start' });
    expect(lines(ledger).slice(4)).toEqual([
      'http start',
      'http stop',
      'http down',
      'host stop',
      'host down',
      'store stop',
      'store down',
    ]);
    expect(composite.state).toBe('failed');
    expect(part('store').life()?.aborted).toBe(true);
    expect(part('never').life()).toBeUndefined();
  });

  it('treats a synchronous throw like a rejection', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStart: { kind: 'throw' } }]);
    expect(await startFailure(clock, composite.start())).toMatchObject({ code: 'START_FAILED', part: 'a' });
  });

  it('gives up a part that is too slow, by its own limit if it has one', async () => {
    const { clock, composite, part } = setUp([{ name: 'a', onStart: { kind: 'obey' }, startTimeoutMs: 30 }]);
    const error = await startFailure(clock, composite.start());
    expect(error).toMatchObject({ code: 'START_TIMEOUT', part: 'a' });
    expect(error.message).toContain('30 ms');
    expect(clock.monotonicMs()).toBe(30);
    expect(part('a').life()?.reason).toMatchObject({ code: 'START_TIMEOUT' });
  });

  it('uses the limit of the composite for parts without one', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStart: { kind: 'obey' } }]);
    expect(await startFailure(clock, composite.start())).toMatchObject({ code: 'START_TIMEOUT' });
    expect(clock.monotonicMs()).toBe(1000);
  });

  it('gives up siblings that are still starting when one fails, and stops them too', async () => {
    const { clock, ledger, composite, part } = setUp([
      { name: 'bad', onStart: { kind: 'fail', afterMs: 5 } },
      { name: 'sibling', onStart: { kind: 'obey' } },
    ]);
    expect(await startFailure(clock, composite.start())).toMatchObject({ part: 'bad' });
    expect(part('sibling').life()?.aborted).toBe(true);
    expect(lines(ledger)).toContain('sibling stop');
    const states = composite.describe().children?.map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(['bad failed', 'sibling stopped']);
    expect(clock.monotonicMs()).toBe(5);
  });

  it('lets an abandoned start end before stopping that part', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'bad', onStart: { kind: 'fail', afterMs: 5 } },
      { name: 'deaf', onStart: { kind: 'ok', afterMs: 60 } },
    ]);
    await startFailure(clock, composite.start());
    const deaf = lines(ledger).filter((line) => line.startsWith('deaf'));
    expect(deaf).toEqual(['deaf start', 'deaf up', 'deaf stop', 'deaf down']);
  });

  it('reports what went wrong on the way back beside the first cause', async () => {
    const { clock, composite } = setUp([
      { name: 'a', onStop: { kind: 'throw' } },
      { name: 'b', dependsOn: ['a'], onStart: { kind: 'throw' } },
    ]);
    const error = await startFailure(clock, composite.start());
    expect(error).toMatchObject({ code: 'START_FAILED', part: 'b' });
    expect(error.suppressed).toMatchObject([{ code: 'STOP_FAILED', part: 'a' }]);
    expect((await clock.until(composite.stop())).status).toBe('fulfilled');
  });

  it('refuses a second start, running or stopped', async () => {
    const { clock, composite } = setUp([{ name: 'a' }]);
    await clock.until(composite.start());
    await expect(composite.start()).rejects.toMatchObject({ code: 'STARTED_TWICE' });
    await clock.until(composite.stop());
    await expect(composite.start()).rejects.toMatchObject({ code: 'STARTED_TWICE' });
  });

  it('takes every start back when its signal is aborted', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'a' },
      { name: 'b', dependsOn: ['a'], onStart: { kind: 'obey' } },
    ]);
    const life = new AbortController();
    const start = composite.start(life.signal);
    await flush(1);
    life.abort(new Error('operator changed their mind'));
    const error = await startFailure(clock, start);
    expect(error).toMatchObject({ code: 'START_ABORTED', cause: { message: 'operator changed their mind' } });
    expect(lines(ledger)).toEqual(['a start', 'a up', 'b start', 'b stop', 'b down', 'a stop', 'a down']);
  });

  it('begins nothing when its signal is already aborted', async () => {
    const { clock, ledger, composite } = setUp([{ name: 'a' }]);
    expect(await startFailure(clock, composite.start(AbortSignal.abort()))).toMatchObject({
      code: 'START_ABORTED',
    });
    expect(ledger).toEqual([]);
  });
});

describe('stopping', () => {
  it('goes against the dependencies, independent parts at the same time', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'store' },
      { name: 'a', dependsOn: ['store'], onStop: { kind: 'ok', afterMs: 10 } },
      { name: 'b', dependsOn: ['store'], onStop: { kind: 'ok', afterMs: 10 } },
    ]);
    await clock.until(composite.start());
    ledger.length = 0;
    await clock.until(composite.stop());
    expect(composite.state).toBe('stopped');
    expect(lines(ledger).slice(0, 2).sort()).toEqual(['a stop', 'b stop']);
    expect(lines(ledger).slice(-2)).toEqual(['store stop', 'store down']);
    expect(composite.describe().stopDurationMs).toBe(10);
  });

  it('goes on past failing and hanging parts and reports all of them', async () => {
    const { clock, ledger, composite, part } = setUp([
      { name: 'store' },
      { name: 'host', dependsOn: ['store'], onStop: { kind: 'throw' } },
      { name: 'http', dependsOn: ['host'], onStop: { kind: 'hang' } },
    ]);
    await clock.until(composite.start());
    const error = await failureOf(clock, composite.stop());
    expect(error).toBeInstanceOf(StopError);
    expect(error).toMatchObject({
      code: 'STOP_FAILED',
      errors: [
        { code: 'STOP_TIMEOUT', part: 'http' },
        { code: 'STOP_FAILED', part: 'host', cause: { message: 'host broke at stop' } },
      ],
    });
    expect(lines(ledger)).toContain('store down');
    for (const name of ['store', 'host', 'http']) expect(part(name).life()?.aborted).toBe(true);
    expect(composite.describe().children?.map(({ state }) => state)).toEqual(['stopped', 'failed', 'failed']);
  });

  it('ends the life of a part only after its stop', async () => {
    const { clock, composite, part } = setUp([{ name: 'a', onStop: { kind: 'ok', afterMs: 10 } }]);
    await clock.until(composite.start());
    const stop = composite.stop();
    await flush(1);
    expect(part('a').life()?.aborted).toBe(false);
    await clock.until(stop);
    expect(part('a').life()?.aborted).toBe(true);
  });

  it('is harmless twice, and answers the same promise', async () => {
    const { clock, ledger, composite } = setUp([{ name: 'a' }]);
    await clock.until(composite.start());
    const first = composite.stop();
    expect(composite.stop()).toBe(first);
    await clock.until(first);
    await composite.stop();
    expect(lines(ledger).filter((line) => line === 'a stop')).toHaveLength(1);
  });

  it('does nothing before a start, which is then refused', async () => {
    const { ledger, composite } = setUp([{ name: 'a' }]);
    await composite.stop();
    expect(composite.state).toBe('stopped');
    await expect(composite.start()).rejects.toMatchObject({ code: 'STARTED_TWICE' });
    expect(ledger).toEqual([]);
  });

  it('during a start gives it up and waits until everything is down', async () => {
    const { clock, ledger, composite } = setUp([
      { name: 'a', onStop: { kind: 'ok', afterMs: 10 } },
      { name: 'b', dependsOn: ['a'], onStart: { kind: 'obey' } },
    ]);
    const start = startFailure(clock, composite.start());
    await flush(1);
    await clock.until(composite.stop());
    expect(lines(ledger).slice(-2)).toEqual(['a stop', 'a down']);
    expect(await start).toMatchObject({ code: 'START_ABORTED' });
  });

  it('during a start reports parts that would not stop', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStart: { kind: 'obey' }, onStop: { kind: 'throw' } }]);
    const start = startFailure(clock, composite.start());
    await flush(1);
    expect(await failureOf(clock, composite.stop())).toMatchObject({
      errors: [{ part: 'a', code: 'STOP_FAILED' }],
    });
    expect(await start).toMatchObject({ suppressed: [{ part: 'a' }] });
  });

  it('leaves behind what is still stopping when the time is over', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStop: { kind: 'hang' } }]);
    await clock.until(composite.start());
    const over = new AbortController();
    const stop = composite.stop(over.signal);
    await flush(1);
    over.abort();
    expect(await failureOf(clock, stop)).toMatchObject({ errors: [{ code: 'STOP_TIMEOUT', part: 'a' }] });
    expect(clock.monotonicMs()).toBe(0);
  });

  it('waits for nothing when there is no time left at the call', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStop: { kind: 'obey' } }]);
    await clock.until(composite.start());
    const error = await failureOf(clock, composite.stop(AbortSignal.abort()));
    expect(error).toMatchObject({ errors: [{ code: 'STOP_TIMEOUT', part: 'a' }] });
    expect(clock.monotonicMs()).toBe(0);
  });

  it('tells a part that its time for stopping is over', async () => {
    const { clock, composite } = setUp([{ name: 'a', onStop: { kind: 'obey' } }]);
    await clock.until(composite.start());
    expect(await failureOf(clock, composite.stop())).toMatchObject({ errors: [{ code: 'STOP_TIMEOUT' }] });
    expect(clock.monotonicMs()).toBe(100);
  });

  it('follows when the signal given to start is aborted while running', async () => {
    const { clock, ledger, composite } = setUp([{ name: 'a' }]);
    const life = new AbortController();
    await clock.until(composite.start(life.signal));
    life.abort();
    await clock.until(composite.stop());
    expect(lines(ledger)).toContain('a down');
    expect(composite.state).toBe('stopped');
  });

  it('leaves no timer behind', async () => {
    const { clock, composite } = setUp([{ name: 'a' }, { name: 'b', dependsOn: ['a'] }]);
    await clock.until(composite.start());
    await clock.until(composite.stop());
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('composites inside composites', () => {
  it('nest in start, stop and description', async () => {
    const clock = new FakeClock();
    const ledger: Event[] = [];
    const inner = createCompositeService({
      name: 'inner',
      services: [scriptedPart(clock, ledger, { name: 'x' })],
      clock,
    });
    const outer = createCompositeService({
      name: 'outer',
      services: [
        inner,
        {
          ...scriptedPart(clock, ledger, { name: 'y', dependsOn: ['inner'] }),
          describe: () => ({ children: 3 }),
        },
      ],
      clock,
    });
    await clock.until(outer.start());
    const [innerLine, y] = outer.describe().children ?? [];
    expect(innerLine).toMatchObject({
      name: 'inner',
      state: 'running',
      children: [{ name: 'x', state: 'running' }],
    });
    expect(y).toMatchObject({ name: 'y', details: { children: 3 } });
    await clock.until(outer.stop());
    expect(inner.state).toBe('stopped');
    expect(lines(ledger).slice(-4)).toEqual(['y stop', 'y down', 'x stop', 'x down']);
  });

  it('name the way down to the part that failed', async () => {
    const clock = new FakeClock();
    const inner = createCompositeService({
      name: 'inner',
      services: [scriptedPart(clock, [], { name: 'x', onStart: { kind: 'throw' } })],
      clock,
    });
    const outer = createCompositeService({ name: 'outer', services: [inner], clock });
    const error = await startFailure(clock, outer.start());
    expect(error).toMatchObject({
      part: 'inner',
      cause: { part: 'x', cause: { message: 'x broke at start' } },
    });
    expect(error.message).toContain("'x'");
  });

  it('cut an inner part short when the outer time for stopping is over', async () => {
    const clock = new FakeClock();
    const inner = createCompositeService({
      name: 'inner',
      services: [scriptedPart(clock, [], { name: 'x', onStop: { kind: 'obey' } })],
      stopTimeoutMs: Number.POSITIVE_INFINITY,
      clock,
    });
    const outer = createCompositeService({ name: 'outer', services: [inner], stopTimeoutMs: 50, clock });
    await clock.until(outer.start());
    expect(await failureOf(clock, outer.stop())).toMatchObject({
      errors: [{ part: 'inner', code: 'STOP_TIMEOUT' }],
    });
    await flush(1);
    expect(inner.describe()).toMatchObject({ state: 'failed', children: [{ name: 'x', state: 'failed' }] });
  });

  it('do not touch a composite beside them', async () => {
    const one = setUp([{ name: 'a', onStart: { kind: 'throw' } }]);
    const two = setUp([{ name: 'a' }]);
    await two.clock.until(two.composite.start());
    await startFailure(one.clock, one.composite.start());
    expect(two.composite.state).toBe('running');
    expect(two.part('a').life()?.aborted).toBe(false);
  });
});

describe('what can be seen', () => {
  it('describes state, durations, dependencies and the last error, as plain JSON', async () => {
    const { clock, composite } = setUp([
      { name: 'store', onStart: { kind: 'ok', afterMs: 7 } },
      { name: 'http', dependsOn: ['store'], onStart: { kind: 'fail', afterMs: 3 } },
    ]);
    expect(composite.describe()).toMatchObject({
      state: 'idle',
      children: [{ state: 'idle' }, { state: 'idle' }],
    });
    await startFailure(clock, composite.start());
    const seen: unknown = JSON.parse(JSON.stringify(composite.describe()));
    expect(seen).toMatchObject({
      name: 'node',
      state: 'failed',
      startDurationMs: 10,
      lastError: { code: 'START_FAILED' },
      children: [
        {
          name: 'store',
          origin: 'default',
          state: 'stopped',
          startDurationMs: 7,
          stopDurationMs: 0,
          dependsOn: [],
        },
        {
          name: 'http',
          state: 'failed',
          startDurationMs: 3,
          dependsOn: ['store'],
          lastError: { code: 'START_FAILED', message: expect.stringContaining('http broke at start') },
        },
      ],
    });
  });

  it("shows the cause's own code, and survives a part that cannot describe itself", async () => {
    const clock = new FakeClock();
    const composite = createCompositeService({
      name: 'node',
      clock,
      services: [
        {
          name: 'http',
          start: async () => {
            throw Object.assign(new Error('port taken'), { code: 'EADDRINUSE' });
          },
          stop: async () => {},
          describe: () => {
            throw new Error('no idea');
          },
        },
      ],
    });
    await startFailure(clock, composite.start());
    expect(composite.describe()).toMatchObject({
      lastError: { code: 'EADDRINUSE' },
      children: [{ lastError: { code: 'EADDRINUSE' }, details: { describeFailed: 'no idea' } }],
    });
  });

  it('logs each step with its duration', async () => {
    const seen: string[] = [];
    const note =
      (level: string): LogCall =>
      (fields, message) => {
        const { part, durationMs } = { part: undefined, durationMs: undefined, ...fields };
        seen.push([level, message, part, durationMs].join(' '));
      };
    const log: Logger = { ...silentLogger, info: note('info'), error: note('error'), child: () => log };
    const { clock, composite } = setUp(
      [{ name: 'a', onStart: { kind: 'ok', afterMs: 4 }, onStop: { kind: 'fail', afterMs: 2 } }],
      { log },
    );
    await clock.until(composite.start());
    await failureOf(clock, composite.stop());
    expect(seen).toEqual([
      'info Started part a 4',
      'info Started  4',
      'error Part did not stop cleanly a 2',
      'info Stopped  2',
    ]);
  });
});
