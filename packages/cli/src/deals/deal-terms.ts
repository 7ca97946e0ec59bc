import { accountAddress } from '../chain/ids.js';
import type { DealTerms } from '../chain/make-deal.js';
import type { PaymentToken } from '../chain/token.js';
import type { DeploymentEntry, WrittenTerms } from '../project/project.js';

/** What a deal is made with, but for the definition of its workers. */
export type OwnTerms = Omit<DealTerms, 'appCid'>;

/**
 * As fluence.yaml says.
 * @param available peers of the network that may have workers: who does not say how many workers, takes fewer
 * @throws CliError `BAD_ARGUMENT` for amounts and addresses that are none
 */
export function dealTerms(
  { targetWorkers, minWorkers, maxWorkersPerProvider, isTargetDefault, terms }: DeploymentEntry,
  token: PaymentToken,
  available: number,
): OwnTerms {
  const { pricePerWorkerEpoch, initialBalance, effectors, protocolVersion } = terms;
  return {
    ...{ targetWorkers, maxWorkersPerProvider, effectors, protocolVersion },
    minWorkers: isTargetDefault ? Math.max(1, Math.min(minWorkers, available)) : minWorkers,
    pricePerWorkerEpoch: token.parse(pricePerWorkerEpoch),
    initialBalance: initialBalance === undefined ? undefined : token.parse(initialBalance),
    access: accessOf(terms),
  };
}

function accessOf({ whitelist, blacklist }: WrittenTerms): DealTerms['access'] {
  if (whitelist !== undefined) return { kind: 'whitelist', list: whitelist.map(accountAddress) };
  if (blacklist !== undefined) return { kind: 'blacklist', list: blacklist.map(accountAddress) };
  return { kind: 'any', list: [] };
}
