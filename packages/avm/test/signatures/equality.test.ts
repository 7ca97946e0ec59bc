import { env } from 'node:process';
import { printJson } from '@noctiluca/marine';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AvmRequest, CallRequest, CallResult } from '../../src/avm.js';
import type { AvmInstance } from '../../src/instance/avm-instance.js';
import { decodeCallRequests } from '../../src/run/call-requests.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import type { RawOutcome } from '../../src/run/outcome.js';
import { SigningKey } from '../../src/signatures/signing-key.js';
import { script } from '../utils/air.js';
import { peerOf } from '../utils/peers.js';
import { request } from '../utils/requests.js';
import { tamper } from '../utils/tamper.js';
import { createInstance, createTwins, type TwinOutcome } from '../utils/twins.js';

/** A few in CI; the long run: `NOCTILUCA_INPUTS=100000 npx vitest run signatures/equality`. A tenth as many are tampered with. */
const INPUTS = Number(env.NOCTILUCA_INPUTS ?? 1500);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_130);
const LONG_MS = 3_600_000;
const NO_BYTES = new Uint8Array(0);

let twins: (asked: AvmRequest) => TwinOutcome;
let receiver: AvmInstance;
/** What the hooked one signed for the input that runs. */
let signatures: Uint8Array[] = [];
let inputs = 0;

beforeAll(async () => {
  twins = await createTwins();
  receiver = await createInstance(false);
  const sign = SigningKey.prototype.sign;
  vi.spyOn(SigningKey.prototype, 'sign').mockImplementation(function (this: SigningKey, message) {
    const signature = sign.call(this, message);
    signatures.push(signature);
    return signature;
  });
});

function answer({ functionName, args }: CallRequest): CallResult {
  if (functionName === 'fails') return { retCode: 1, result: '"it failed"' };
  const values: Record<string, string> = {
    list: '[1,2.0,"three",[4]]',
    echo: printJson([...args]),
    object: '{"a":[1]}',
  };
  return { retCode: 0, result: values[functionName] ?? '7' };
}

/** Runs it on both, which must answer the same to the byte. @returns what both said, nothing for a trap of both */
function same(asked: AvmRequest): RawOutcome | undefined {
  const { stock, hooked } = twins(asked);
  inputs += 1;
  expect(hooked).toStrictEqual(stock);
  return typeof hooked === 'string' ? undefined : hooked;
}

/** Runs a particle on one peer until nobody asks for more. */
function onPeer(start: AvmRequest): RawOutcome | undefined {
  let outcome = same(start);
  for (let steps = 1; outcome !== undefined && steps < 6; steps += 1) {
    const requests = decodeCallRequests(outcome.callRequests);
    if (requests.length === 0) break;
    const callResults = new Map(requests.map((each) => [each.id, answer(each)]));
    outcome = same({ ...start, prevData: outcome.data, data: NO_BYTES, callResults });
  }
  return outcome;
}

/** A particle there and back; its data must be good to a stock AquaVM at each hop. */
function roundTrip(
  air: string,
  [me, other]: Peers,
  particleId: string,
  change?: (data: Uint8Array) => Uint8Array,
) {
  signatures = [];
  const codes: number[] = [];
  const base = request(air, { particleId, initPeerId: me.peerId });
  const hop = (peer: Peer, prevData: Uint8Array, data: Uint8Array) => {
    const outcome = onPeer({ ...base, currentPeerId: peer.peerId, seed: peer.seed, prevData, data });
    if (outcome !== undefined) codes.push(outcome.retCode);
    return outcome?.data ?? NO_BYTES;
  };
  const sent = hop(me, NO_BYTES, NO_BYTES);
  accepted({ ...base, currentPeerId: other.peerId, seed: other.seed, data: sent });
  const back = hop(other, NO_BYTES, change?.(sent) ?? sent);
  accepted({ ...base, currentPeerId: me.peerId, seed: me.seed, prevData: sent, data: back });
  hop(me, sent, change?.(back) ?? back);
  return codes;
}

/** Return codes between a script that does not parse and what scripts end with are of data (spec/marine-abi.md §7.6). */
const FIRST_OF_DATA = 2;
const WRONG_SIGNATURE = 9;
const FIRST_OF_EXECUTION = 10_000;

function accepted(asked: AvmRequest): void {
  const { retCode } = receiver.invoke(asked, encodeCallResults(new Map()));
  expect(retCode < FIRST_OF_DATA || retCode >= FIRST_OF_EXECUTION).toBe(true);
}

type Peer = ReturnType<typeof peerOf>;
type Peers = readonly [me: Peer, other: Peer];

const seed32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const particle = fc
  .tuple(seed32, seed32)
  .map(([mine, theirs]): Peers => [peerOf(mine), peerOf(theirs)])
  .chain((peers) => fc.tuple(fc.constant(peers), script(peers[0].peerId, peers[1].peerId), fc.uuid()));

describe('AquaVM that has its host sign', { timeout: LONG_MS }, () => {
  it('answers to the byte what the stock one does, and is believed by it, on random particles', () => {
    const seen = new Map<number, number>();
    inputs = 0;
    for (let round = 0; inputs < INPUTS; round += 1) {
      fc.assert(
        fc.property(particle, ([peers, air, id]) => {
          for (const code of roundTrip(air, peers, id)) seen.set(code, (seen.get(code) ?? 0) + 1);
        }),
        { numRuns: 100, seed: SEED + round },
      );
    }
    expect(signatures).not.toHaveLength(0);
    expect(seen.get(0) ?? 0).toBeGreaterThan(INPUTS / 10);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('judges data that was tampered with as the stock one does', () => {
    const seen = new Map<number, number>();
    let changes = 0;
    for (let round = 0; changes < INPUTS / 10; round += 1) {
      fc.assert(
        fc.property(particle, fc.nat(), ([peers, air, id], seed) => {
          const change = (data: Uint8Array) => tamper(data, signatures, seed + changes++);
          for (const code of roundTrip(air, peers, id, change)) seen.set(code, (seen.get(code) ?? 0) + 1);
        }),
        { numRuns: 25, seed: SEED + round },
      );
    }
    expect(seen.get(WRONG_SIGNATURE) ?? 0).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(3);
  });
});
