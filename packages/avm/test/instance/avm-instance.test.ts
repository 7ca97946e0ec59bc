import type { MarineModule } from '@noctiluca/marine';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AvmLimits, AvmOutcome, AvmRequest } from '../../src/avm.js';
import { DEFAULT_LIMITS } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.js';
import { loadAvmModule } from '../../src/instance/avm-module.js';
import { decodeCallRequests } from '../../src/run/call-requests.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import { ME, nested, request, results, SEED, VECTOR_SCRIPT } from '../utils/requests.js';
import { unhex } from '../utils/values.js';

const MIB = 1024 * 1024;
let module: MarineModule;
beforeAll(async () => {
  module = await loadAvmModule();
});

function createInstance(limits: Partial<AvmLimits> = {}, recycleAboveBytes = 64 * MIB): AvmInstance {
  return new AvmInstance({ module, limits: { ...DEFAULT_LIMITS, ...limits }, recycleAboveBytes });
}

function run(instance: AvmInstance, asked: AvmRequest): AvmOutcome {
  const { callRequests, ...outcome } = instance.invoke(asked, encodeCallResults(asked.callResults));
  return { ...outcome, callRequests: decodeCallRequests(callRequests) };
}

/** Runs a script, answers the calls it makes with the same result, and gives the outcome after that. */
function runWithResult(script: string, result: unknown, retCode = 0): AvmOutcome {
  const instance = createInstance();
  const first = run(instance, request(script));
  const callResults = results(
    ...first.callRequests.map(({ id }): [number, unknown, number] => [id, result, retCode]),
  );
  return run(instance, request(script, { prevData: first.data, callResults }));
}

const call = (out = 'x') => `(call "${ME}" ("s" "f") [] ${out})`;

describe('AvmInstance', () => {
  it('runs the vector of two steps', () => {
    const instance = createInstance();
    const first = run(instance, request(VECTOR_SCRIPT));
    expect(first).toMatchObject({
      retCode: 0,
      errorMessage: '',
      nextPeerIds: [],
      exceeded: { air: false, particle: false, callResult: false },
    });
    expect(first.data).toHaveLength(317);
    expect(first.callRequests).toStrictEqual([
      {
        id: 1,
        serviceId: 's',
        functionName: 'f',
        args: ['a'],
        tetraplets: [[{ peerPk: ME, serviceId: '', functionName: '', lens: '' }]],
      },
    ]);
    const second = run(
      instance,
      request(VECTOR_SCRIPT, { prevData: first.data, callResults: results([1, 'ok']) }),
    );
    expect(second).toMatchObject({ retCode: 0, nextPeerIds: ['peer-2'], callRequests: [] });
    expect(second.data).toHaveLength(753);
  });

  it('keeps what memory it hands out after the next invocation', () => {
    const instance = createInstance();
    const { data } = run(instance, request(VECTOR_SCRIPT));
    const copy = data.slice();
    for (let i = 0; i < 20; i += 1) run(instance, request(VECTOR_SCRIPT, { particleId: `p-${i}` }));
    expect(data).toStrictEqual(copy);
  });

  it('carries integers, floats and 64-bit values through results and arguments', () => {
    const script = `(seq ${call()} (call "${ME}" ("s" "g") [x 1 1.0 -0.5 true []]))`;
    const instance = createInstance();
    const first = run(instance, request(script));
    const text = '[1,1.0,18446744073709551615,-9223372036854775808,0.1,{"b":1,"a":null}]';
    const callResults = new Map([[1, { retCode: 0, result: text }]]);
    const second = run(instance, request(script, { prevData: first.data, callResults }));
    expect(second.callRequests[0]?.args).toMatchObject([
      [1, { value: 1 }, 18446744073709551615n, -9223372036854775808n, 0.1, { a: null, b: 1 }],
      1,
      { value: 1 },
      -0.5,
      true,
      [],
    ]);
  });
});

describe('return codes', () => {
  const cases: [id: string, code: number, run: () => AvmOutcome][] = [
    ['a script that is not AIR', 1, () => run(createInstance(), request('(seq'))],
    ['an undefined variable', 1, () => run(createInstance(), request(`(call "${ME}" ("s" "f") [y])`))],
    ['garbage data', 3, () => run(createInstance(), request('(null)', { data: unhex('deadbeef') }))],
    ['a seed of 31 bytes', 7, () => run(createInstance(), request('(null)', { seed: new Uint8Array(31) }))],
    [
      'a script above a hard limit',
      10,
      () => run(createInstance({ hard: true, airSizeBytes: 5 }), request('(null)')),
    ],
    ['a failing call', 10000, () => runWithResult(call(), 'no', 1)],
    ['a failed match', 10001, () => run(createInstance(), request('(match 1 2 (null))'))],
    ['1 matched with 1.0', 10001, () => run(createInstance(), request('(match 1 1.0 (null))'))],
    ['a failed mismatch', 10002, () => run(createInstance(), request('(mismatch 1 1 (null))'))],
    ['a fold over a number', 10005, () => runWithResult(`(seq ${call()} (fold x i (null)))`, 1)],
    ['fail', 10006, () => run(createInstance(), request('(fail 1337 "why")'))],
    ['a lens that leads nowhere', 10007, () => runWithResult(`(seq ${call()} (ap x.$.a y))`, {})],
    ['fail with a bad object', 10008, () => runWithResult(`(seq ${call()} (fail x))`, { a: 1 })],
    ['a peer id that is a number', 10011, () => runWithResult(`(seq ${call()} (call x ("s" "f") []))`, 1)],
  ];

  it.each(cases)('tells of %s with %d', (_id, code, act) => {
    expect(act().retCode).toBe(code);
  });

  it('tells of unreadable call results with 5', () => {
    const instance = createInstance();
    expect(instance.invoke(request('(null)'), new Uint8Array(0)).retCode).toBe(5);
    expect(instance.invoke(request('(null)'), unhex('81048101820000')).retCode).toBe(5);
  });

  it('tells of data by an interpreter before 0.61.0 with 6, but takes later ones', () => {
    const instance = createInstance();
    const { data } = run(instance, request('(null)'));
    const at = Buffer.from(data).indexOf('0.62.0');
    const as = (version: string) => {
      const other = data.slice();
      other.set(Buffer.from(version), at);
      return run(instance, request('(null)', { data: other })).retCode;
    };
    expect([as('0.60.9'), as('0.61.0'), as('0.63.0'), as('9.63.0')]).toStrictEqual([6, 0, 0, 0]);
  });

  it('tells of data signed for another particle with 9', () => {
    const { data } = runWithResult(VECTOR_SCRIPT, 'ok');
    const other = request(VECTOR_SCRIPT, { particleId: 'p-2', data, currentPeerId: 'peer-2' });
    expect(run(createInstance(), other)).toMatchObject({ retCode: 9, callRequests: [], nextPeerIds: [] });
  });

  it('tells of data by another script with 20017 and gives the previous data back', () => {
    const instance = createInstance();
    const { data: prevData } = run(instance, request(`(seq ${call()} ${call('y')})`));
    const done = run(
      instance,
      request(`(seq ${call()} ${call('y')})`, { prevData, callResults: results([1, 'v']) }),
    );
    const other = `(seq (call "${ME}" ("other" "f") [] x) (null))`;
    const outcome = run(instance, request(other, { prevData: done.data }));
    expect(outcome.retCode).toBe(20017);
    expect(outcome.data).toStrictEqual(done.data);
  });

  it('tells of a stream that reaches 1024 items with 20013', () => {
    const script = `(seq ${call('xs')} (fold xs x (seq (ap x $s) (next x))))`;
    const zeros = (length: number) => Array.from({ length }, () => 0);
    expect(runWithResult(script, zeros(1023)).retCode).toBe(0);
    expect(runWithResult(script, zeros(1024)).retCode).toBe(20013);
  });

  it('keeps requests and next peers of an uncaught error', () => {
    const withRequest = run(createInstance(), request(`(seq (par ${call()} (null)) (fail 1 "why"))`));
    expect(withRequest.retCode).toBe(10006);
    expect(withRequest.callRequests).toHaveLength(1);
    const withPeer = run(
      createInstance(),
      request('(seq (par (call "peer-2" ("s" "f") []) (null)) (match 1 2 (null)))'),
    );
    expect(withPeer).toMatchObject({ retCode: 10001, nextPeerIds: ['peer-2'] });
  });
});

describe('call ids', () => {
  const script = `(par ${call('x')} (par ${call('y')} ${call('z')}))`;

  it('start at 1, are asked once, and are answered in any order', () => {
    const instance = createInstance();
    const first = run(instance, request(script));
    expect(first.callRequests.map(({ id }) => id).sort()).toStrictEqual([1, 2, 3]);
    const second = run(instance, request(script, { prevData: first.data, callResults: results([3, 'c']) }));
    expect(second).toMatchObject({ retCode: 0, callRequests: [] });
    const third = run(
      instance,
      request(script, { prevData: second.data, callResults: results([2, 'b'], [1, 'a']) }),
    );
    expect(third).toMatchObject({ retCode: 0, callRequests: [] });
  });

  it('never asked for, or answered twice, give 30000 with the data of the run', () => {
    const instance = createInstance();
    const first = run(instance, request(script));
    const unknown = run(instance, request(script, { prevData: first.data, callResults: results([99, 1]) }));
    expect(unknown.retCode).toBe(30000);
    expect(unknown.data.length).toBeGreaterThan(0);
    const once = run(instance, request(script, { prevData: first.data, callResults: results([1, 'a']) }));
    const twice = run(instance, request(script, { prevData: once.data, callResults: results([1, 'a']) }));
    expect(twice.retCode).toBe(30000);
  });

  it('a result that is no JSON is a failed call', () => {
    const instance = createInstance();
    const first = run(instance, request(call()));
    const callResults = new Map([[1, { retCode: 0, result: 'not json' }]]);
    const second = run(instance, request(call(), { prevData: first.data, callResults }));
    expect(second.retCode).toBe(10000);
    expect(second.errorMessage).toContain('2147483647');
  });
});

describe('size limits', () => {
  const script = call();
  const at = script.length;

  it('flag a script above a soft limit and run it, but not one of the same size', () => {
    const above = run(createInstance({ airSizeBytes: at - 1 }), request(script));
    expect(above).toMatchObject({ retCode: 0, exceeded: { air: true, particle: false, callResult: false } });
    expect(above.callRequests).toHaveLength(1);
    expect(run(createInstance({ airSizeBytes: at }), request(script)).exceeded.air).toBe(false);
  });

  it('flag the current data, not the previous one', () => {
    const instance = createInstance({ particleSizeBytes: 100 });
    const { data } = run(instance, request(script));
    expect(data.length).toBeGreaterThan(100);
    expect(run(instance, request(script, { data })).exceeded.particle).toBe(true);
    expect(run(instance, request(script, { prevData: data })).exceeded.particle).toBe(false);
  });

  it('flag a call result by its JSON text', () => {
    const first = run(createInstance(), request(script));
    const fed = request(script, { prevData: first.data, callResults: results([1, 'abc']) });
    expect(run(createInstance({ callResultSizeBytes: 4 }), fed).exceeded.callResult).toBe(true);
    expect(run(createInstance({ callResultSizeBytes: 5 }), fed).exceeded.callResult).toBe(false);
  });

  it('refuse when hard, the previous data staying', () => {
    const { data } = run(createInstance(), request(script));
    const hard = { hard: true } as const;
    const byAir = run(createInstance({ ...hard, airSizeBytes: 5 }), request(script, { prevData: data }));
    expect(byAir).toMatchObject({
      retCode: 10,
      exceeded: { air: false, particle: false, callResult: false },
    });
    expect(byAir.data).toStrictEqual(data);
    expect(run(createInstance({ ...hard, particleSizeBytes: 0 }), request(script, { data })).retCode).toBe(
      10,
    );
    expect(run(createInstance({ ...hard, particleSizeBytes: 0 }), request(script)).retCode).toBe(0);
    const fed = request(script, { prevData: data, callResults: results([1, 'abc']) });
    expect(run(createInstance({ ...hard, callResultSizeBytes: 4 }), fed)).toMatchObject({
      retCode: 10,
      exceeded: { callResult: true },
    });
  });
});

describe('hostile input', () => {
  it('is refused or run, but doesn’t trap, in 600 random changes of data, previous data and call results', () => {
    const instance = createInstance();
    const { data } = runWithResult(VECTOR_SCRIPT, { some: ['value', 1, 2.5] });
    const callResults = encodeCallResults(results([1, { a: 1 }]));
    const codes = new Set<number>();
    for (let round = 0; round < 600; round += 1) {
      const which = round % 3;
      const asked = request(VECTOR_SCRIPT, {
        data: which === 0 ? mutate(data, round) : new Uint8Array(0),
        prevData: which === 1 ? mutate(data, round) : data,
      });
      codes.add(instance.invoke(asked, which === 2 ? mutate(callResults, round) : unhex('810480')).retCode);
    }
    expect(instance.traps).toBe(0);
    expect(codes.size).toBeGreaterThan(2);
  });

  it('that exhausts the stack is a trap, and the next request is served by a new instance', () => {
    const instance = createInstance();
    expect(() => run(instance, request(nested(20_000)))).toThrow(
      expect.objectContaining({ code: 'AVM_TRAP' }),
    );
    expect(instance.traps).toBe(1);
    expect(run(instance, request(VECTOR_SCRIPT)).data).toHaveLength(317);
    expect(run(instance, request(nested(200))).retCode).toBe(0);
  });

  it('may have the wrong numbers for AquaVM and is told so', () => {
    const instance = createInstance();
    for (const wrong of [
      { timestamp: -1 },
      { timestamp: 0.5 },
      { ttl: -1 },
      { ttl: 2 ** 32 },
      { ttl: Number.NaN },
    ]) {
      expect(() => run(instance, request('(null)', wrong))).toThrow(
        expect.objectContaining({ code: 'AVM_INVALID_REQUEST' }),
      );
    }
    const tooLong = { script: 'x'.repeat(100 * MIB + 1) };
    expect(() => run(instance, request('(null)', tooLong))).toThrow(
      expect.objectContaining({ code: 'AVM_INVALID_REQUEST' }),
    );
    expect(instance.traps).toBe(0);
  });

  it('that makes AquaVM quote it gives an error message of bounded length', () => {
    const quoted = runWithResult(`(seq ${call()} (fail x))`, { error_code: 5, message: 'm'.repeat(MIB) });
    expect(quoted.retCode).toBe(10006);
    expect(quoted.errorMessage).toHaveLength(65_536);
  });
});

describe('memory', () => {
  it('stays flat over 2,000 invocations of small particles', () => {
    const instance = createInstance();
    run(instance, request(VECTOR_SCRIPT));
    const before = instance.memorySizeBytes;
    for (let i = 0; i < 2000; i += 1)
      run(instance, request(VECTOR_SCRIPT, { particleId: `p-${i}`, seed: SEED }));
    expect(instance.memorySizeBytes).toBeLessThanOrEqual(before + 2 * MIB);
  });

  it('above the threshold makes the next invocation use a new instance', () => {
    const instance = createInstance({}, 20 * MIB);
    const first = run(instance, request(call()));
    expect(instance.recycles).toBe(0);
    const big = request(call(), { prevData: first.data, callResults: results([1, 'x'.repeat(4 * MIB)]) });
    expect(run(instance, big).retCode).toBe(0);
    expect(instance.recycles).toBe(1);
    expect(run(instance, request(VECTOR_SCRIPT)).data).toHaveLength(317);
    expect(instance.memorySizeBytes).toBeLessThan(12 * MIB);
  });
});

/** Changes 1 to 8 bytes, or cuts, or repeats a part, driven by the round alone. */
function mutate(source: Uint8Array, round: number): Uint8Array {
  let state = round * 2654435761 + 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const kind = next(6);
  if (kind === 0) return source.slice(0, next(source.length));
  if (kind === 1) return new Uint8Array(Buffer.concat([source, source.subarray(next(source.length))]));
  const changed = source.slice();
  for (let left = 1 + next(8); left > 0; left -= 1) changed[next(changed.length)] = next(256);
  return changed;
}
