import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AvmRequest } from '../../src/avm.js';
import { DEFAULT_LIMITS } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.browser.js';
import { AvmInstance as NodeInstance } from '../../src/instance/avm-instance.js';
import { findAvmWasm, loadAvmModule } from '../../src/instance/avm-module.js';
import { decodeCallRequests } from '../../src/run/call-requests.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import type { RawOutcome } from '../../src/run/outcome.js';
import { script } from '../utils/air.js';
import { ME, nested, request, results } from '../utils/requests.js';

const MIB = 1024 * 1024;
const PEER_2 = '12D3KooWDSefXGMDvY4ZZ3dXLo5Tpy2mvUYeVC4PGHYcKdHxi4Gb';
/** The same hash seeds in both, so that their data must be the same to the byte. */
const sources = {
  nowMs: () => 1,
  monotonicNs: () => 1n,
  fillRandom: (bytes: Uint8Array) => void bytes.fill(7),
};
const init = { limits: DEFAULT_LIMITS, recycleAboveBytes: 64 * MIB, sources };

let module: WebAssembly.Module;
let browsers: AvmInstance;
let nodes: NodeInstance;
beforeAll(async () => {
  module = await WebAssembly.compile(await readFile(findAvmWasm()));
  browsers = new AvmInstance({ module, ...init });
  nodes = new NodeInstance({ module: await loadAvmModule(), ...init });
}, 60_000);

type Answer = RawOutcome | { readonly code: unknown };

function invoke(instance: AvmInstance | NodeInstance, asked: AvmRequest): Answer {
  try {
    return instance.invoke(asked, encodeCallResults(asked.callResults));
  } catch (error) {
    return { code: (error as { code: unknown }).code };
  }
}

/** What both say, which must be the same. */
function both(asked: AvmRequest): Answer {
  const [mine, theirs] = [invoke(browsers, asked), invoke(nodes, asked)];
  expect(mine).toStrictEqual(theirs);
  return mine;
}

describe('AquaVM in a browser', () => {
  it('says of any script, and of what its calls answer, what it says in Node, to the byte', () => {
    fc.assert(
      fc.property(script(ME, PEER_2), fc.jsonValue(), (air, value) => {
        const first = both(request(air));
        if ('code' in first || first.retCode !== 0) return;
        const answers = decodeCallRequests(first.callRequests).map(({ id }): [number, unknown] => [
          id,
          value,
        ]);
        both(request(air, { prevData: first.data, callResults: results(...answers) }));
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, Partial<AvmRequest>]>([
    ['no script', { script: '' }],
    ['a script that is none', { script: '(nonsense' }],
    ['damaged data', { data: Uint8Array.of(1, 2, 3) }],
    ['a seed of another size', { seed: new Uint8Array(5) }],
    ['answers nobody asked for', { callResults: results([7, 'x']) }],
    ['a lone surrogate', { particleId: '\ud800' }],
    ['a timestamp that is none', { timestamp: -1 }],
    ['a large script', { script: `(call "${ME}" ("s" "f") ["${'x'.repeat(50_000)}"] x)` }],
  ])('says the same of %s', (_, overrides) => {
    both(request('(null)', overrides));
  });

  it('gives syntax trees as in Node', () => {
    for (const air of [`(call "${ME}" ("s" "f") [] x)`, '(null)', '(null']) {
      expect(browsers.ast(air)).toBe(nodes.ast(air));
    }
  });

  it('goes on after a trap, whose reason it tells', () => {
    const instance = new AvmInstance({ module, ...init });
    const bomb = request(nested(200_000));
    expect(() => instance.invoke(bomb, encodeCallResults(new Map()))).toThrow(
      expect.objectContaining({ code: 'AVM_TRAP' }),
    );
    expect(instance.traps).toBe(1);
    expect(invoke(instance, request('(null)'))).toMatchObject({ retCode: 0 });
  });

  it('is made anew when its memory has grown', () => {
    const instance = new AvmInstance({ module, ...init, recycleAboveBytes: 1 });
    instance.warmUp();
    instance.warmUp();
    expect(instance.recycles).toBe(2);
    expect(instance.memorySizeBytes).toBeGreaterThan(10 * MIB);
  });

  it('keeps its memory over thousands of invocations', () => {
    const instance = new AvmInstance({ module, ...init });
    instance.warmUp();
    const before = instance.memorySizeBytes;
    for (let i = 0; i < 3000; i++) instance.warmUp();
    expect(instance.memorySizeBytes).toBe(before);
  });
});
