import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { facadeGeneration, marketGeneration } from '../../src/client/generation.js';
import { peerIdFromChain } from '../../src/codec/peer-id.js';
import { CHAIN_ID, MAX_ASKED_ANSWER_BYTES } from '../../src/constants.js';
import { ChainError } from '../../src/errors.js';
import { createPeerChain } from '../../src/peer/peer-chain.js';
import { createPeerRpcs } from '../../src/peer/peer-rpcs.js';
import { changeOf } from '../../src/peer/watch/log-filters.js';
import { outcomeOf, type Rpc } from '../../src/rpc.js';
import { KEYS, PEER } from '../utils/market.js';

const DEAL = 'ab'.repeat(20);
const WORKER = peerIdFromChain(randomBytes(32));

/** Words of the ABI: small numbers, which are lengths and offsets as well, and what looks like ids. */
const word = fc.oneof(
  fc.nat({ max: 12 }).map((n) => (32 * n).toString(16)),
  fc.nat({ max: 4 }).map((n) => n.toString(16)),
  fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }).map((n) => n.toString(16)),
);
const hex = fc
  .array(word, { maxLength: 24 })
  .map((words) => `0x${words.map((digits) => digits.padStart(64, '0')).join('')}`);
const result = fc.oneof(
  { weight: 5, arbitrary: hex },
  fc.jsonValue(),
  fc.constantFrom('0x', '0x7a69', '0x1'),
);
const answer = fc.oneof(
  { weight: 5, arbitrary: fc.record({ result }) },
  fc.record({ error: fc.jsonValue() }),
  fc.constant({}),
  fc.constant(null),
);

const FIRST = `0x${'0f'.repeat(32)}`;

/** A chain that answers whatever comes next, but that it is the right one. */
function answering(answers: readonly (object | null)[]): Rpc {
  let at = 0;
  const next = (method: string) => {
    if (method === 'eth_chainId') return { result: '0x7a69' };
    if (method === 'eth_getBlockByNumber' && answers.length % 2 === 0) return { result: { hash: FIRST } };
    at += 1;
    return answers[at % answers.length] ?? null;
  };
  const batch: Rpc['batch'] = async (calls) => calls.map(({ method }) => outcomeOf(next(method)));
  return {
    ...{ url: '', batch },
    async call(method) {
      const [outcome] = await batch([{ method }]);
      if (outcome!.ok) return outcome!.result;
      throw outcome!.error;
    },
  };
}

const only = (error: unknown) => {
  if (!(error instanceof ChainError)) throw error;
};

describe('answers of a chain that are not what they should be', () => {
  it.each([
    ['the facade', facadeGeneration()],
    ['the market', marketGeneration()],
  ])('are refused with an error of ours: by %s', async (_, generation) => {
    const init = { peerId: WORKER, walletKey: KEYS[PEER]!, chainId: CHAIN_ID };
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
        const rpc = answering(answers);
        const chain = createPeerChain(
          { ...init, replaceAfterMs: 0, replacements: 0 },
          { rpc, forAnybody: rpc, generation },
        );
        await chain.deals().catch(only);
        await chain.workersOf(DEAL).catch(only);
        await chain.receipts(['0x1']).catch(only);
        await chain.register(DEAL, `0x${'12'.repeat(32)}`, WORKER).catch(only);
      }),
      { numRuns: 300 },
    );
  });

  it('are no change when they are no logs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (log) => {
        try {
          changeOf(log, facadeGeneration());
        } catch (error) {
          only(error);
        }
      }),
    );
  });

  it('are not read when they are long', async () => {
    let bytes = MAX_ASKED_ANSWER_BYTES;
    const server = createServer((_, response) => {
      const [head, tail] = ['[{"id":0,"error":{"code":1,"message":"', '"}}]'];
      response.end(`${head}${'x'.repeat(bytes - head.length - tail.length)}${tail}`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { forAnybody } = createPeerRpcs({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    await expect(forAnybody.call('any')).rejects.toMatchObject({ code: 'RPC_FAILED' });
    bytes += 1;
    await expect(forAnybody.call('any')).rejects.toMatchObject({ code: 'LIMIT' });
  });
});
