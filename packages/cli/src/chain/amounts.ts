import { CliError } from '../errors.js';

/** What transactions are paid in, and deals (spec/deals.md §2). */
export const FLT_DECIMALS = 18;

/** More digits than any balance has. */
const MAX_DIGITS = 60;

/** Units of a decimal number. @param decimals how many units one is, as a power of ten. @throws CliError `BAD_ARGUMENT` */
export function parseUnits(text: string, decimals: number): bigint {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || text.length > MAX_DIGITS)
    throw new CliError(
      'BAD_ARGUMENT',
      `"${text.slice(0, MAX_DIGITS)}" is not an amount: write it like 10 or 0.33`,
    );
  if (part.length > decimals)
    throw new CliError('BAD_ARGUMENT', `"${text}" has more than ${decimals} digits after the point`);
  return BigInt(whole + part.padEnd(decimals, '0'));
}

/** As ethers prints it: with a point always, and no more zeros than one. */
export function formatUnits(amount: bigint, decimals: number): string {
  const digits = `${amount < 0n ? -amount : amount}`.padStart(decimals + 1, '0');
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, digits.length - decimals)}.${part === '' ? '0' : part}`;
}

export const formatFlt = (amount: bigint): string => `${formatUnits(amount, FLT_DECIMALS)} FLT`;
