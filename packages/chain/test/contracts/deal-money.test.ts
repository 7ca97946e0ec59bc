import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import { deal, market, token } from '../../src/client/contracts.js';
import { ADDRESSES, EPOCH_SEC } from '../../src/constants.js';
import { startChain } from '../utils/chain.js';
import {
  CUSTOMER,
  callsOf,
  makeDeal,
  match,
  newPeer,
  PEER,
  PRICE,
  PROVIDER,
  provide,
} from '../utils/market.js';

const noAnvil = whyNoAnvil();

const UNITS = 3;
const unit = fc.nat({ max: UNITS - 1 });
const action = fc.oneof(
  fc.record({ kind: fc.constant('register' as const), unit }),
  fc.record({ kind: fc.constant('return' as const), unit }),
  fc.record({ kind: fc.constant('rewards' as const), unit }),
  fc.record({ kind: fc.constant('pass' as const), epochs: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('deposit' as const), prices: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('withdraw' as const), prices: fc.integer({ min: 1, max: 9 }) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

/** What a contract may refuse here; anything else is a fault. */
const REFUSALS =
  /Deal is ended|Deal is not active|ComputeUnit not found|Compute unit already free|Free balance needs to cover/;

describe.skipIf(noAnvil)(`the money of a deal ${noAnvil ?? ''}`, () => {
  it('is free or earned, all of it, whatever happens', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 4, maxLength: 14 }),
        fc.integer({ min: 1, max: UNITS }),
        run,
      ),
      { numRuns: 6 },
    );
  });
});

async function run(actions: readonly Action[], minWorkers: number): Promise<void> {
  const chain = await startChain();
  const units = Array.from({ length: UNITS }, () => newPeer());
  await provide(chain, units);
  const terms = { minWorkers: BigInt(minWorkers), targetWorkers: BigInt(UNITS), depositAmount: 12n * PRICE };
  const address = await makeDeal(chain, terms);
  await match(chain, address);
  const ids = units.map(({ unitIds }) => unitIds[0]!);
  for (const one of actions) {
    await carryOut(chain, address, ids, one).catch((error: Error) => expect(error.message).toMatch(REFUSALS));
    await expectBalanced(chain, address);
  }
  await chain.stop(new AbortController().signal);
}

async function carryOut(
  chain: LocalChain,
  address: string,
  ids: readonly Uint8Array[],
  one: Action,
): Promise<void> {
  const { send } = callsOf(chain);
  const unitId = 'unit' in one ? ids[one.unit]! : ids[0]!;
  if (one.kind === 'register')
    await send(PEER, address, deal.setWorker, { unitId, workerId: Uint8Array.from(randomBytes(32)) });
  if (one.kind === 'return') await send(PROVIDER, ADDRESSES.market, market.returnComputeUnitFromDeal, unitId);
  if (one.kind === 'rewards') await send(PROVIDER, address, deal.withdrawRewards, unitId);
  if (one.kind === 'pass') await chain.advance(one.epochs * EPOCH_SEC);
  if (one.kind === 'stop') await send(CUSTOMER, address, deal.stop, undefined);
  if (one.kind === 'withdraw') await send(CUSTOMER, address, deal.withdraw, BigInt(one.prices) * PRICE);
  if (one.kind === 'deposit') {
    const amount = BigInt(one.prices) * PRICE;
    await send(CUSTOMER, ADDRESSES.token, token.approve, { spender: address, amount });
    await send(CUSTOMER, address, deal.deposit, amount);
  }
}

async function expectBalanced(chain: LocalChain, address: string): Promise<void> {
  const { ask } = callsOf(chain);
  const held = await ask(ADDRESSES.token, token.balanceOf, address);
  const free = await ask(address, deal.getFreeBalance);
  const rewards = await Promise.all(
    (await ask(address, deal.getComputeUnits)).map(({ id }) => ask(address, deal.getRewardAmount, id)),
  );
  expect(free + rewards.reduce((sum, reward) => sum + reward, 0n)).toBe(held);
}
