import { ChainError } from '../errors.js';

/** 0x-hex of bytes. */
export const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** @throws ChainError `INVALID` */
export function fromHex(text: unknown): Uint8Array {
  if (typeof text !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(text))
    throw new ChainError('INVALID', 'The chain answered what is no hex');
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
}

/** An id of 32 bytes, as units and workers have it on a chain. @param text 0x-hex @throws ChainError `INVALID` */
export function idFromHex(text: string): Uint8Array {
  if (/^0x[0-9a-f]{64}$/i.test(text)) return fromHex(text);
  throw new ChainError('INVALID', `${text.slice(0, 70)} is no id of 32 bytes`);
}

/** Whether an id is none: the contracts have zeros for that. */
export const isZero = (id: Uint8Array): boolean => id.every((byte) => byte === 0);

/** A block number or another quantity. @throws ChainError `INVALID` */
export function toNumber(text: unknown): number {
  const value = typeof text === 'string' && /^0x[0-9a-f]{1,14}$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new ChainError('INVALID', 'The chain answered what is no number');
  return value;
}
