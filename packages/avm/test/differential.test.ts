import type { JsonValue } from '@noctiluca/marine';
import { JsonFloat, printJson } from '@noctiluca/marine';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AvmOutcome, AvmRequest, CallRequest, CallResult } from '../src/avm.js';
import { DEFAULT_LIMITS } from '../src/constants.js';
import { AvmInstance } from '../src/instance/avm-instance.js';
import { loadAvmModule } from '../src/instance/avm-module.js';
import { decodeCallRequests } from '../src/run/call-requests.js';
import { encodeCallResults } from '../src/run/call-results.js';
import { script } from './utils/air.js';
import { createOracle, type Oracle, type OracleOutcome } from './utils/oracle.js';
import { ME, request } from './utils/requests.js';

const MIB = 1024 * 1024;
const PEER_2 = '12D3KooWDSefXGMDvY4ZZ3dXLo5Tpy2mvUYeVC4PGHYcKdHxi4Gb';
const SEEDS = { [ME]: new Uint8Array(32).fill(0x41), [PEER_2]: new Uint8Array(32).fill(0x42) };

let instance: AvmInstance;
let oracle: Oracle;
beforeAll(async () => {
  instance = new AvmInstance({
    module: await loadAvmModule(),
    limits: DEFAULT_LIMITS,
    recycleAboveBytes: 64 * MIB,
  });
  oracle = await createOracle();
}, 60_000);

function ours(asked: AvmRequest): AvmOutcome {
  const { callRequests, ...outcome } = instance.invoke(asked, encodeCallResults(asked.callResults));
  return { ...outcome, callRequests: decodeCallRequests(callRequests) };
}

function codeOr(run: () => number): number | 'trap' {
  try {
    return run();
  } catch {
    return 'trap';
  }
}

const byId = (requests: readonly CallRequest[]) => requests.toSorted((a, b) => a.id - b.id);

/** All numbers as JavaScript's and upstream's names, the way its helper reads requests. */
function asHelperReads({ serviceId, functionName, args, tetraplets }: CallRequest): unknown {
  return {
    serviceId,
    functionName,
    arguments: JSON.parse(printJson(args)),
    tetraplets: tetraplets.map((ofArgument) =>
      ofArgument.map((from) => ({
        peer_pk: from.peerPk,
        service_id: from.serviceId,
        function_name: from.functionName,
        lens: from.lens,
      })),
    ),
  };
}

/** Everything but the data, whose bytes depend on hash seeds. */
function expectSame(mine: AvmOutcome, theirs: OracleOutcome): void {
  expect(mine.retCode).toBe(theirs.retCode);
  expect(mine.errorMessage).toBe(theirs.errorMessage);
  expect(mine.nextPeerIds.toSorted()).toStrictEqual(theirs.nextPeerIds.toSorted());
  expect(byId(mine.callRequests)).toStrictEqual(byId(decodeCallRequests(theirs.callRequestBytes)));
  const helperRead = new Map(theirs.callRequests.map(([id, asked]) => [Number(id), asked]));
  for (const asked of mine.callRequests) expect(asHelperReads(asked)).toStrictEqual(helperRead.get(asked.id));
  expect(helperRead.size).toBe(mine.callRequests.length);
}

/** What the services of both peers answer: decided by function name, so that both sides get the same. */
function answer({ functionName, args }: CallRequest): CallResult {
  const values: Record<string, JsonValue> = {
    list: [1, new JsonFloat(2), 'three', [4], { five: 5 }],
    number: 7,
    float: new JsonFloat(7),
    big: 18446744073709551615n,
    echo: args,
    object: { a: [1, 2], b: { c: 'd' } },
  };
  if (functionName === 'fails') return { retCode: 1, result: '"it failed"' };
  return { retCode: 0, result: printJson(values[functionName] ?? 'ok') };
}

const answers = (requests: readonly CallRequest[]) =>
  new Map(byId(requests).map((asked) => [asked.id, answer(asked)]));

/** Runs a particle on both, feeding both the same results, until nobody asks for more. */
function runOnPeer(start: AvmRequest): { mine: AvmOutcome; theirs: OracleOutcome; steps: number } {
  let mine = ours(start);
  let theirs = oracle(start);
  expectSame(mine, theirs);
  let steps = 1;
  for (; mine.callRequests.length > 0 && steps < 6; steps += 1) {
    const fed = { ...start, data: new Uint8Array(0), callResults: answers(mine.callRequests) };
    const [myPrevData, theirPrevData] = [mine.data, theirs.data];
    mine = ours({ ...fed, prevData: myPrevData });
    theirs = oracle({ ...fed, prevData: theirPrevData });
    expectSame(mine, theirs);
  }
  return { mine, theirs, steps };
}

/** Runs a script at the first peer and, with the other side's data, at the second. */
function runTwoHops(air: string): { retCodes: number[]; steps: number } {
  const first = runOnPeer(request(air));
  const retCodes = [first.mine.retCode];
  let { steps } = first;
  if (first.mine.nextPeerIds.includes(PEER_2)) {
    const hop = request(air, { currentPeerId: PEER_2, seed: SEEDS[PEER_2]! });
    const withTheirs = ours({ ...hop, data: first.theirs.data });
    const withMine = oracle({ ...hop, data: first.mine.data });
    expectSame(withTheirs, withMine);
    const second = runOnPeer({ ...hop, data: first.theirs.data });
    retCodes.push(second.mine.retCode);
    steps += second.steps;
  }
  return { retCodes, steps };
}

const call = (peer: string, functionName: string, args = '', out = '') =>
  `(call "${peer}" ("s" "${functionName}") [${args}] ${out})`;

describe('AquaVM on the Marine runtime and on marine-js', () => {
  it.each([
    ['null', '(null)'],
    ['a call here and a call there', `(seq ${call(ME, 'list', '', 'x')} ${call(PEER_2, 'echo', 'x', 'y')})`],
    [
      'a return',
      `(seq (seq ${call(ME, 'big', '', 'x')} ${call(PEER_2, 'echo', 'x 1 1.0', 'y')}) ${call(ME, 'echo', 'y')})`,
    ],
    [
      'parallel calls',
      `(par ${call(ME, 'list', '', 'x')} (par ${call(ME, 'number', '', 'y')} ${call(PEER_2, 'echo')}))`,
    ],
    ['a fold', `(seq ${call(ME, 'list', '', 'xs')} (fold xs x (seq ${call(PEER_2, 'echo', 'x')} (next x))))`],
    ['a caught error', `(xor ${call(ME, 'fails')} ${call(ME, 'echo', ':error:')})`],
    ['an uncaught error', call(ME, 'fails')],
    [
      'a stream',
      `(seq (seq ${call(ME, 'object', '', '$s')} (ap 1.0 $s)) (seq (canon "${ME}" $s #c) ${call(PEER_2, 'echo', '#c')}))`,
    ],
    ['a broken script', '(seq (null)'],
  ])('agree on %s', (_id, air) => {
    runTwoHops(air);
  });

  it('agree on random scripts, and each goes on with the other’s data', { timeout: 120_000 }, () => {
    const seen = new Map<number, number>();
    let steps = 0;
    fc.assert(
      fc.property(script(ME, PEER_2), (air) => {
        const run = runTwoHops(air);
        steps += run.steps;
        for (const code of run.retCodes) seen.set(code, (seen.get(code) ?? 0) + 1);
      }),
      { numRuns: 150 },
    );
    expect(seen.get(0) ?? 0).toBeGreaterThan(50);
    expect(seen.size).toBeGreaterThan(2);
    expect(steps).toBeGreaterThan(250);
  });

  it('agree on data that was tampered with', { timeout: 60_000 }, async () => {
    const air = `(seq ${call(ME, 'list', '', 'x')} ${call(PEER_2, 'echo', 'x', 'y')})`;
    const { mine } = runOnPeer(request(air));
    const codes = new Set<number | 'trap'>();
    await fc.assert(
      fc.asyncProperty(fc.nat(mine.data.length - 1), fc.nat(255), async (at, byte) => {
        const data = mine.data.slice();
        data[at] = byte;
        const hop = request(air, { currentPeerId: PEER_2, seed: SEEDS[PEER_2]!, data });
        const code = codeOr(() => ours(hop).retCode);
        const theirs = codeOr(() => oracle(hop).retCode);
        expect(code).toBe(theirs);
        codes.add(theirs);
        // An error text that quotes half a character ends AquaVM itself; marine-js does not come back from that.
        if (theirs === 'trap') oracle = await createOracle();
      }),
      { numRuns: 100 },
    );
    expect(codes.size).toBeGreaterThan(1);
  });
});

describe('with constant randomness', () => {
  it('data is the same byte for byte in every fresh instance', async () => {
    const module = await loadAvmModule();
    const sources = { fillRandom: (bytes: Uint8Array) => void bytes.fill(7) };
    const run = () => {
      const fresh = new AvmInstance({ module, limits: DEFAULT_LIMITS, recycleAboveBytes: 64 * MIB, sources });
      const air = `(par ${call(ME, 'a', '', 'x')} (par ${call(ME, 'b', '', 'y')} ${call(ME, 'c', '', 'z')}))`;
      const first = fresh.invoke(request(air), encodeCallResults(new Map()));
      const callResults = answers(decodeCallRequests(first.callRequests));
      const fed = request(air, { prevData: first.data });
      return fresh.invoke(fed, encodeCallResults(callResults)).data;
    };
    const [one, two, three] = [run(), run(), run()];
    expect(two).toStrictEqual(one);
    expect(three).toStrictEqual(one);
  });
});
