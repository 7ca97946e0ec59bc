import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JSONArray } from '../../src/json.js';
import { builtInServices, registerBuiltIns } from '../../src/services/builtins/index.js';
import type { CallServiceData, GenericCallServiceHandler } from '../../src/services/calls.js';
import { ServiceTable } from '../../src/services/service-table.js';
import { builtInServices as theirs } from '../utils/js-client.js';

const NAMES = Object.entries(theirs).flatMap(([service, functions]) =>
  Object.keys(functions).map((name) => [service, name] as const),
);
/** What they answer depends on more than their arguments, or takes its time. */
const APART = new Set(['peer.timestamp_ms', 'peer.timestamp_sec', 'peer.timeout', 'run-console.print']);
const PURE = NAMES.filter(([service, name]) => !APART.has(`${service}.${name}`));

type Handler = (req: CallServiceData) => unknown;
const call = (args: JSONArray) => ({ args }) as CallServiceData;

async function outcome(handler: Handler, args: JSONArray) {
  try {
    return { result: await handler(call(structuredClone(args))) };
  } catch (error) {
    return { thrown: (error as Error).message };
  }
}

const argument = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{0,12}$/),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 8 }),
  fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 4 }),
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.json({ maxDepth: 1 }),
);

describe('the built-in functions of a client', () => {
  afterEach(() => vi.useRealTimers());

  it('are those of js-client', () => {
    const ours = Object.entries(builtInServices).flatMap(([service, functions]) =>
      Object.keys(functions).map((name) => `${service}.${name}`),
    );
    expect(ours.sort()).toEqual(NAMES.map(([service, name]) => `${service}.${name}`).sort());
  });

  it.each(PURE)('%s.%s answers as that of js-client, wrong arguments included', async (service, name) => {
    const ours = builtInServices[service]?.[name] as Handler;
    const js = theirs[service]?.[name] as Handler;
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { maxLength: 5 }), async (args) => {
        expect(await outcome(ours, args as JSONArray)).toEqual(await outcome(js, args as JSONArray));
      }),
      { numRuns: 200 },
    );
  });

  it('tell the time', async () => {
    const { timestamp_ms, timestamp_sec } = builtInServices.peer as Record<string, Handler>;
    vi.useFakeTimers({ now: 1_700_000_000_999 });
    expect(await timestamp_ms?.(call([]))).toEqual({ retCode: 0, result: 1_700_000_000_999 });
    expect(await timestamp_sec?.(call([]))).toEqual({ retCode: 0, result: 1_700_000_000 });
  });

  it('wait as long as they are asked to', async () => {
    vi.useFakeTimers();
    const waiting = builtInServices.peer?.timeout?.(call([500, 'late'])) as Promise<unknown>;
    const settled = vi.fn();
    waiting.then(settled);
    await vi.advanceTimersByTimeAsync(499);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith({ retCode: 0, result: 'late' });
  });

  it('name themselves when they fail', async () => {
    const table = new ServiceTable();
    registerBuiltIns(table);
    const handler = table.find('math', 'add', 'any') as GenericCallServiceHandler;
    expect(await handler(call(['x', 1]))).toEqual({
      retCode: 1,
      result: '("math" "add") Argument 0 expected to be of type number, Got string',
    });
    expect(await handler(call([1, 2]))).toEqual({ retCode: 0, result: 3 });
  });
});
