import { CID } from 'multiformats/cid';
import { ChainError } from '../errors.js';

/** A CIDv1 as contracts have it: version, codec, hash function and length in `prefixes` (4 bytes), then the digest (32). */
export interface ChainCid {
  readonly prefixes: Uint8Array;
  readonly hash: Uint8Array;
}

const PREFIX_BYTES = 4;
const CID_BYTES = 36;

/** @param text a CID with a digest of 32 bytes; version 0 becomes 1. @throws ChainError `INVALID` */
export function cidToChain(text: string): ChainCid {
  const { bytes } = parsed(text);
  if (bytes.length !== CID_BYTES) throw new ChainError('INVALID', `${text} does not fit into 36 bytes`);
  return { prefixes: bytes.slice(0, PREFIX_BYTES), hash: bytes.slice(PREFIX_BYTES) };
}

/** In base32. @throws ChainError `INVALID` for what is no CID, as 36 zeros are not */
export function cidFromChain({ prefixes, hash }: ChainCid): string {
  try {
    const cid = CID.decode(Uint8Array.from([...prefixes, ...hash]));
    if (cid.version === 1) return cid.toString();
  } catch (cause) {
    throw new ChainError('INVALID', 'A contract has bytes that are no CID', { cause });
  }
  throw new ChainError('INVALID', 'A contract has a CID that is not of version 1');
}

function parsed(text: string): CID {
  try {
    return CID.parse(text).toV1();
  } catch (cause) {
    throw new ChainError('INVALID', `${text} is no CID`, { cause });
  }
}
