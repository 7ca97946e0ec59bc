import { sha256 } from '@noctiluca/common/sha256';
import { CID } from 'multiformats/cid';
import { create } from 'multiformats/hashes/digest';
import { CID_CHUNK_BYTES } from '../constants.js';
import { StoreError } from '../errors.js';
import { encodeFileNode } from './dag-pb.js';

/** Multicodec `raw`: the block is the content. */
const RAW = 0x55;
/** Multicodec `dag-pb`: the block is a UnixFS node. */
const DAG_PB = 0x70;
/** Multihash `sha2-256`. */
const SHA2_256 = 0x12;
const SHA2_256_BYTES = 32;
/** base32 of version, codec, hash code, length and 32 bytes of hash, behind the multibase prefix. */
const CID_TEXT = /^b[a-z2-7]{58}$/;

/**
 * The CID of some content as nox computes it for modules and blueprints (`spec/nox.md` §4.1): up to 262144 bytes a raw
 * block (`bafkrei…`), more a UnixFS file over raw chunks of that size (`bafybei…`), always one level deep. Equals
 * `ipfs add --cid-version 1` up to 174 chunks (45613056 bytes), where that begins a second level.
 */
export function cidOf(bytes: Uint8Array): string {
  if (bytes.byteLength <= CID_CHUNK_BYTES) return blockCid(RAW, bytes).toString();
  const chunks = [];
  for (let from = 0; from < bytes.byteLength; from += CID_CHUNK_BYTES) {
    const chunk = bytes.subarray(from, from + CID_CHUNK_BYTES);
    chunks.push({ cid: blockCid(RAW, chunk).bytes, sizeBytes: chunk.byteLength });
  }
  return blockCid(DAG_PB, encodeFileNode(chunks)).toString();
}

/** The CID of the bytes as one raw block, however many they are: `cidOf` up to 262144 bytes. */
export function rawCidOf(bytes: Uint8Array): string {
  return blockCid(RAW, bytes).toString();
}

function blockCid(codec: number, block: Uint8Array): CID {
  return CID.createV1(codec, create(SHA2_256, sha256(block)));
}

/** Whether the text is a CID as `cidOf` writes it, and so a file name that cannot leave its directory. */
export function isContentCid(text: string): boolean {
  if (!CID_TEXT.test(text)) return false;
  try {
    const { version, code, multihash } = CID.parse(text);
    const isKnown = code === RAW || code === DAG_PB;
    const isSha256 = multihash.code === SHA2_256 && multihash.digest.byteLength === SHA2_256_BYTES;
    return version === 1 && isKnown && isSha256;
  } catch {
    return false;
  }
}

/** @throws StoreError `INVALID_CID` */
export function assertContentCid(text: string): void {
  if (isContentCid(text)) return;
  throw new StoreError(
    'INVALID_CID',
    `${JSON.stringify(text.slice(0, 100))} is no CID of a blob: expected CIDv1 in lower-case base32 with sha2-256, raw ` +
      '(bafkrei…) or dag-pb (bafybei…).',
  );
}
