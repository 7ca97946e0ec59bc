import { ChainError } from '../errors.js';

const ADDRESS = /^(?:0x)?([0-9a-f]{40})$/i;

/**
 * Address of a deal's contract, lower-case with 0x.
 * @param dealId with or without 0x, in any case
 * @throws ChainError `INVALID`
 */
export function dealAddress(dealId: string): string {
  const [, digits] = ADDRESS.exec(dealId) ?? [];
  if (digits === undefined)
    throw new ChainError('INVALID', `Invalid deal id '${dealId.slice(0, 64)}': invalid length`);
  return `0x${digits.toLowerCase()}`;
}

/** As peers have it: lower-case without 0x. @throws ChainError `INVALID` */
export function dealIdOf(address: string): string {
  return dealAddress(address).slice(2);
}
