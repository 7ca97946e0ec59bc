import { CliError } from '../errors.js';
import type { ChainSession } from './session.js';
import type { PaymentToken } from './token.js';

/** What a deal is made with. */
export interface DealTerms {
  readonly appCid: string;
  readonly minWorkers: number;
  readonly targetWorkers: number;
  readonly maxWorkersPerProvider: number;
  /** Units of the token. */
  readonly pricePerWorkerEpoch: bigint;
  /** Units of the token. @default a day of all workers, as upstream on its local chain */
  readonly initialBalance: bigint | undefined;
  /** CIDs. */
  readonly effectors: readonly string[];
  /** Providers that may have workers, or may not; addresses. */
  readonly access: { readonly kind: 'any' | 'whitelist' | 'blacklist'; readonly list: readonly string[] };
  readonly protocolVersion: number;
}

const ACCESS = { any: 0n, whitelist: 1n, blacklist: 2n } as const;
const DAY_SEC = 86_400n;

/**
 * Two transactions: the deposit is allowed, the deal made.
 * @returns id of the deal, as upstream writes it
 * @throws CliError `BAD_ARGUMENT` for a balance that does not do, `CHAIN_REFUSED`, `NO_CHAIN`
 */
export async function makeDeal(
  session: ChainSession,
  terms: DealTerms,
  token: PaymentToken,
): Promise<string> {
  const { kit, send } = session;
  const { ADDRESSES, contracts } = kit;
  const depositAmount = await balanceOf(session, terms, token);
  await send(ADDRESSES.token, contracts.token.approve, {
    spender: ADDRESSES.dealFactory,
    amount: depositAmount,
  });
  const receipt = await send(ADDRESSES.dealFactory, contracts.dealFactory.deployDeal, {
    ...{ depositAmount, paymentToken: ADDRESSES.token, app: chainCid(session, terms.appCid) },
    minWorkers: BigInt(terms.minWorkers),
    targetWorkers: BigInt(terms.targetWorkers),
    maxWorkersPerProvider: BigInt(terms.maxWorkersPerProvider),
    pricePerWorkerEpoch: terms.pricePerWorkerEpoch,
    effectors: terms.effectors.map((cid) => chainCid(session, cid)),
    ...{ accessType: ACCESS[terms.access.kind], accessList: [...terms.access.list] },
    protocolVersion: BigInt(terms.protocolVersion),
  });
  const [made] = kit.eventsOf(receipt, contracts.dealFactoryEvents.DealCreated);
  if (made !== undefined) return kit.withChecksum(made.deal);
  throw new CliError('CHAIN_REFUSED', `Transaction ${receipt.txHash} made no deal`);
}

async function balanceOf({ kit, ask }: ChainSession, terms: DealTerms, token: PaymentToken): Promise<bigint> {
  const { core } = kit.contracts;
  const epochs = await ask(kit.ADDRESSES.core, core.minDealDepositedEpochs);
  const epochSec = await ask(kit.ADDRESSES.core, core.epochDuration);
  const perEpoch = BigInt(terms.targetWorkers) * terms.pricePerWorkerEpoch;
  const least = perEpoch * epochs;
  const ofDay = (DAY_SEC / epochSec) * perEpoch;
  const balance = terms.initialBalance ?? (ofDay > least ? ofDay : least);
  if (balance >= least) return balance;
  throw new CliError(
    'BAD_ARGUMENT',
    `initialBalance ${token.format(balance)} is less than minimum initialBalance = targetWorkers * pricePerWorkerEpoch * ${epochs} = ${token.format(least)}. Please, increase initialBalance or decrease targetWorkers or pricePerWorkerEpoch`,
  );
}

/** @throws CliError `BAD_ARGUMENT` */
export function chainCid({ kit }: ChainSession, cid: string) {
  try {
    return kit.cidToChain(cid);
  } catch (cause) {
    throw new CliError('BAD_ARGUMENT', `"${cid.slice(0, 80)}" is no CID of a file`, { cause });
  }
}
