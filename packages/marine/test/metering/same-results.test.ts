import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../src/module/marine-module.js';
import { createService } from '../../src/service/service.js';
import { avm, fixture, PARAMETERS } from '../utils/modules.js';
import { callParametersProbe } from '../utils/small-modules.js';

async function pair(modules: [name: string, bytes: Uint8Array][]) {
  const services = await Promise.all(
    [false, true].map(async (metered) => {
      const compiled = await Promise.all(
        modules.map(async ([name, bytes]) => ({
          config: { name },
          wasm: await compileModule(bytes, name, { metered }),
        })),
      );
      expect(compiled.map(({ wasm }) => wasm.metered)).toEqual(modules.map(() => metered));
      return createService(
        { serviceId: 'sid', modules: compiled },
        { sources: { fillRandom: (b) => void b.fill(1) } },
      );
    }),
  );
  return (fn: string, args: string) => {
    const [plain, metered] = services.map((service) => {
      try {
        return service.callJson(fn, args, PARAMETERS);
      } catch (error) {
        // Function numbers and offsets in engine texts differ; codes do not.
        return (error as { code: string }).code;
      }
    });
    expect(metered).toBe(plain);
    return plain;
  };
}

describe('metered and plain code give the same results', () => {
  it('for linked modules with strings, records and arrays', async () => {
    const call = await pair([
      ['effector', fixture('effector')],
      ['greeting', fixture('greeting')],
    ]);
    const item = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      size: fc.nat(2 ** 20),
      tags: fc.array(fc.string()),
      body: fc.array(fc.nat(255)),
      ok: fc.boolean(),
      ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.string({ unit: 'grapheme' }), (items, text) => {
        call('greeting', JSON.stringify([text]));
        call('shout', JSON.stringify([text]));
        call('double_items', JSON.stringify([items]));
        call('total', JSON.stringify([items]));
      }),
      { numRuns: 60 },
    );
  });

  it('for AquaVM: scripts that parse and scripts that do not', async () => {
    const call = await pair([['avm', avm()]]);
    const leaf = fc.constantFrom(
      '(null)',
      '(never)',
      '(fail 1 "x")',
      '(call "p" ("s" "f") [1 "a"] r)',
      '(nonsense)',
      '(ap x y)',
    );
    const { script } = fc.letrec<{ script: string }>((tie) => ({
      script: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc
          .tuple(fc.constantFrom('seq', 'par', 'xor'), tie('script'), tie('script'))
          .map(([o, a, b]) => `(${o} ${a} ${b})`),
      ),
    }));
    fc.assert(
      fc.property(script, (air) => {
        call('ast', JSON.stringify([air]));
      }),
      { numRuns: 40 },
    );
  });

  it('for call parameters and memory written by the host', async () => {
    const call = await pair([['main', callParametersProbe('__marine_host_api_v3')]]);
    const place = Number(call('place', '[]'));
    call('dump', `[${place}, 44]`);
    call('events', '[]');
  });
});
