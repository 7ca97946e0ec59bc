import { bytes, HostError } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';

/**
 * The id of a worker on the chain, 0x-hex, in any form that deciders have it: 32 bytes, hexadecimal digits, or a list of one unit
 * (up to 0.6, where a worker is its unit).
 * @throws HostError `INVALID`, `BAD_ARGUMENTS` for what is neither
 */
export function onchainWorkerId(value: JsonValue): string {
  const one = Array.isArray(value) && isListOfIds(value) ? onlyOne(value) : value;
  const digits = typeof one === 'string' ? one.replace(/^0x/i, '') : hexOf(one);
  if (digits === '') throw new HostError('INVALID', 'Invalid onchain_worker_id: empty');
  if (/^[0-9a-f]{64}$/i.test(digits)) return `0x${digits.toLowerCase()}`;
  throw new HostError('INVALID', 'Invalid onchain_worker_id: it has 32 bytes');
}

const isListOfIds = ([first]: readonly JsonValue[]): boolean =>
  typeof first === 'string' || Array.isArray(first);

function onlyOne([only, second]: readonly JsonValue[]): JsonValue {
  if (second !== undefined) throw new HostError('INVALID', 'Only one cu_id is allowed');
  return only!;
}

const hexOf = (value: JsonValue): string => Buffer.from(bytes.decode(value)).toString('hex');
