/**
 * The part of vitest that suites use, for pages: its own runner and assertions, without the rest. A bundle of suites has this in
 * vitest's place.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { fn } from '@vitest/spy';
import * as chai from 'chai';

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from '@vitest/runner';
export const { assert } = chai;

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin as never);

type Expect = typeof import('vitest').expect;

export const expect = ((value: unknown, message?: string) =>
  chai.expect(value, message)) as unknown as Expect;
Object.assign(expect, chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT), {
  getState: () => getState(expect as never),
  setState: (state: never) => setState(state, expect as never),
});
setState({ assertionCalls: 0 }, expect as never);

const WAIT_MS = 1000;
const INTERVAL_MS = 50;
type Waiting = number | { timeout?: number; interval?: number };

async function waitFor<T>(check: () => T | Promise<T>, options: Waiting = {}): Promise<T> {
  const { timeout = WAIT_MS, interval = INTERVAL_MS } =
    typeof options === 'number' ? { timeout: options } : options;
  const until = performance.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  }
}

type Matchers = Record<string, (...expected: unknown[]) => unknown>;

/** As the configuration of the suites has it (`vitest.shared.ts`). */
const PATIENCE = { timeout: 20_000, interval: 20 };

function poll(get: () => unknown, options: Waiting = PATIENCE): Matchers {
  return new Proxy<Matchers>(
    {},
    {
      get:
        (_, matcher: string) =>
        (...expected: unknown[]) =>
          waitFor(async () => (expect(await get()) as unknown as Matchers)[matcher]!(...expected), options),
    },
  );
}
Object.assign(expect, { poll });

export const vi = { fn, waitFor, useRealTimers: () => {} };
