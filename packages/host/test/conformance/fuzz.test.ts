import { JsonFloat, type JsonValue, parseJson } from '@noctiluca/marine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeBuiltins } from '../../src/builtins/documentation.js';
import { addGreetingService, REMOTE_PEER, startTestHost, type TestHost } from '../utils/test-host.js';

let at: TestHost;
beforeAll(async () => {
  at = await startTestHost();
  await addGreetingService(at, 'greeting');
});
afterAll(() => at.destroy());

const { argument } = fc.letrec<{ argument: JsonValue }>((tie) => ({
  argument: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    fc.integer().map((value) => new JsonFloat(value)),
    fc.string(),
    fc.constantFrom('__proto__', 'greeting', REMOTE_PEER, '{"a":1}', 'AAAA'),
    fc.array(tie('argument'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('argument'), { maxKeys: 3 }),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }),
  ),
}));

test('whatever the arguments, every function answers with JSON that AquaVM can read', async () => {
  const rows = describeBuiltins(at.host.builtins);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rows),
      fc.array(argument, { maxLength: 5 }),
      fc.boolean(),
      async (row, args, managed) => {
        const author = managed ? at.management : at.stranger;
        // An expired particle, so that peer.timeout does not wait.
        const particle = at.particleBy(author, 0);
        const outcome = await at.call(row.service, row.function, args, { particle });
        if (outcome.kind === 'empty') return;
        if (outcome.kind === 'not-defined') throw new Error(`${row.service}.${row.function} is not defined`);
        const value = parseJson(outcome.json);
        if (outcome.kind === 'error') expect(value).toEqual(expect.any(String));
      },
    ),
    { numRuns: 3000 },
  );
});
