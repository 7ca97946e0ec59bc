import { errorOf } from '@noctiluca/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceGate } from '../src/host.js';
import { addGreetingService, resultOf, startTestHost, type TestHost } from './utils/test-host.js';

/** A gate that is opened by hand. */
function handGate() {
  const held = new Map<string, Promise<void>>();
  const reasons = new Map<string, string>();
  const gate: ServiceGate = {
    opened: (alias) => held.get(alias),
    reason: (alias) => reasons.get(alias),
  };
  return {
    gate,
    reasons,
    hold(alias: string): () => void {
      let open = () => {};
      held.set(alias, new Promise((resolve) => (open = resolve)));
      return () => {
        held.delete(alias);
        open();
      };
    },
  };
}

const gates = handGate();
let at: TestHost;
beforeAll(async () => {
  at = await startTestHost({ gate: gates.gate });
});
afterAll(() => at.destroy());

test('a call waits until the service it needs is there', async () => {
  const open = gates.hold('late');
  const answer = at.call('late', 'greeting', ['Ada']);
  await addGreetingService(at, 'late');
  open();
  expect(resultOf(await answer)).toBe('Hi, Ada');
});

test('a call whose particle ends first says what it waited for', async () => {
  gates.hold('never');
  const life = new AbortController();
  const answer = at.call('never', 'greeting', ['Ada'], { signal: life.signal });
  life.abort();
  expect(errorOf(await answer)).toMatch(/^Particle \S+ ended before service 'never' was ready$/);
  expect(errorOf(await at.call('never', 'greeting', [], { signal: life.signal }))).toContain('never');
});

test('a call of a service that did not come up learns why', async () => {
  gates.reasons.set('broken', "System service 'broken' is not ready: out of order");
  expect(errorOf(await at.call('broken', 'greeting', ['Ada']))).toContain('out of order');
});

test('what the gate does not know is left to other handlers', async () => {
  expect(await at.call('unknown', 'greeting', [])).toEqual({ kind: 'not-defined' });
});
