import { NAME_MAX_BYTES } from '../constants.js';
import { ConvertedError } from '../errors.js';

/** A leading `0x` is cut, the rest is lower case (spec/nox.md §3.9). */
export function normalisedDealId(dealId: string): string {
  return dealId.toLowerCase().replace(/^0x/, '');
}

/** @returns it normalised @throws HostError `INVALID` */
export function requireDealId(written: string): string {
  const dealId = normalisedDealId(written);
  const problem = dealIdProblem(dealId);
  if (problem === undefined) return dealId;
  throw new ConvertedError('INVALID', `Invalid deal id: ${problem}`);
}

/** What is wrong with a normalised id; undefined: nothing. It need not be a number: a deployment without a chain makes up its own. */
export function dealIdProblem(dealId: string): string | undefined {
  if (dealId === '') return 'it is empty';
  return Buffer.byteLength(dealId) > NAME_MAX_BYTES ? `it is longer than ${NAME_MAX_BYTES} bytes` : undefined;
}
