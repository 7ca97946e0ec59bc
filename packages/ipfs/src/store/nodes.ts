import { messageOf } from '@noctiluca/common/thrown';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { IpfsError } from '../errors.js';
import { parsePath } from './cids.js';
import { type Codec, codecOf, decodeNode } from './codecs.js';
import type { ReadBlock } from './reachable-blocks.js';
import type { PutNodeOptions } from './store.js';

/** Bytes of a node in the codec it is kept in, and its CID. @throws IpfsError `INVALID` */
export async function encodeNode(
  bytes: Uint8Array,
  { inputCodec, storeCodec }: PutNodeOptions,
): Promise<{ cid: CID; block: Uint8Array }> {
  const node = decodeNode(inputCodec, bytes);
  const block = reencode(storeCodec, node);
  return { cid: CID.createV1(storeCodec.code, await sha256.digest(block)), block };
}

/** A node, or the value a path leads to; a link on the way is followed. @throws IpfsError `INVALID`, `NOT_FOUND` */
export async function readNode(text: string, output: Codec, read: ReadBlock): Promise<Uint8Array> {
  const { cid: root, segments } = parsePath(text);
  let cid = root;
  let value = decodeNode(codecOf(cid), await read(cid));
  for (const name of segments) {
    const next = CID.asCID(value);
    if (next !== null) {
      cid = next;
      value = decodeNode(codecOf(cid), await read(cid));
    }
    value = childOf(value, name, cid);
  }
  const last = CID.asCID(value);
  return reencode(output, last === null ? value : decodeNode(codecOf(last), await read(last)));
}

function childOf(node: unknown, name: string, cid: CID): unknown {
  if (typeof node === 'object' && node !== null) {
    if (!(node instanceof Uint8Array) && Object.hasOwn(node, name))
      return (node as Record<string, unknown>)[name];
    const link = linkNamed((node as { Links?: unknown }).Links, name);
    if (link !== undefined) return link;
  }
  throw new IpfsError('NOT_FOUND', `no link named ${JSON.stringify(name)} under ${cid}`);
}

/** In a dag-pb node names are those of its links. */
function linkNamed(links: unknown, name: string): unknown {
  if (!Array.isArray(links)) return undefined;
  const link = links.find((one: unknown) => (one as { Name?: unknown } | null)?.Name === name);
  return (link as { Hash?: unknown } | undefined)?.Hash;
}

function reencode(codec: Codec, node: unknown): Uint8Array {
  try {
    return codec.encode(node);
  } catch (error) {
    throw new IpfsError('INVALID', `cannot be encoded as ${codec.name}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
