import { accountAddress } from '../../chain/ids.js';
import { type DealTerms, makeDeal } from '../../chain/make-deal.js';
import { type ChainFlags, openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import { commaSeparated } from '../../chain/words.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';

export interface DealCreateFlags extends ChainFlags {
  readonly appCid: string;
  readonly collateralPerWorker?: string;
  readonly minWorkers: number;
  readonly targetWorkers: number;
  readonly maxWorkersPerProvider: number;
  readonly pricePerWorkerEpoch: string;
  readonly initialBalance?: string;
  readonly effectors?: string;
  readonly whitelist?: string;
  readonly blacklist?: string;
  readonly protocolVersion?: number;
}

export const create = printing(dealCreate);

async function dealCreate(context: CliContext, flags: DealCreateFlags): Promise<CommandResult> {
  const access = accessOf(flags);
  const session = await openChain(context, flags);
  const token = await paymentToken(session);
  const { appCid, minWorkers, targetWorkers, maxWorkersPerProvider, initialBalance } = flags;
  const terms: DealTerms = {
    ...{ appCid, minWorkers, targetWorkers, maxWorkersPerProvider, access },
    pricePerWorkerEpoch: token.parse(flags.pricePerWorkerEpoch),
    initialBalance: initialBalance === undefined ? undefined : token.parse(initialBalance),
    effectors: commaSeparated(flags.effectors ?? ''),
    protocolVersion: flags.protocolVersion ?? 1,
  };
  const dealId = await makeDeal(session, terms, token);
  progress(context, `Deal contract created: ${dealId}`);
  return { text: '', json: { dealId } };
}

function accessOf({ whitelist, blacklist }: DealCreateFlags): DealTerms['access'] {
  if (whitelist !== undefined && blacklist !== undefined)
    throw new CliError('BAD_ARGUMENT', 'A deal has a whitelist or a blacklist, not both');
  if (whitelist !== undefined)
    return { kind: 'whitelist', list: commaSeparated(whitelist).map(accountAddress) };
  if (blacklist !== undefined)
    return { kind: 'blacklist', list: commaSeparated(blacklist).map(accountAddress) };
  return { kind: 'any', list: [] };
}
