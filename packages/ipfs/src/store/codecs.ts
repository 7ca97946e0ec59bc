import * as dagCbor from '@ipld/dag-cbor';
import * as dagJson from '@ipld/dag-json';
import * as dagPb from '@ipld/dag-pb';
import { messageOf } from '@noctiluca/common/thrown';
import { createUnsafe } from 'multiformats/block';
import type { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { IpfsError } from '../errors.js';

/** A codec of IPLD nodes. */
export interface Codec {
  readonly name: string;
  readonly code: number;
  encode(node: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

const CODECS: readonly Codec[] = [raw as Codec, dagPb as Codec, dagCbor as Codec, dagJson as Codec];

/** @throws IpfsError `INVALID` */
export function codecNamed(name: string): Codec {
  const codec = CODECS.find((known) => known.name === name);
  if (codec !== undefined) return codec;
  const known = CODECS.map((one) => one.name).join(', ');
  throw new IpfsError('INVALID', `unknown codec ${JSON.stringify(name.slice(0, 64))}; known are ${known}`);
}

/** @throws IpfsError `UNSUPPORTED` */
export function codecOf(cid: CID): Codec {
  const codec = CODECS.find(({ code }) => code === cid.code);
  if (codec !== undefined) return codec;
  throw new IpfsError(
    'UNSUPPORTED',
    `no decoder registered for multicodec code ${cid.code} (0x${cid.code.toString(16)})`,
  );
}

/** @throws IpfsError `INVALID` */
export function decodeNode(codec: Codec, bytes: Uint8Array): unknown {
  try {
    return codec.decode(bytes);
  } catch (error) {
    throw new IpfsError('INVALID', `invalid ${codec.name}: ${messageOf(error)}`, { cause: error });
  }
}

/** What a block links to. */
export function linksOf(cid: CID, bytes: Uint8Array): CID[] {
  if (cid.code === raw.code) return [];
  const block = createUnsafe({ cid, bytes, codec: codecOf(cid) as never });
  return [...block.links()].map(([, link]) => link as CID);
}
