import type { CID } from 'multiformats/cid';
import { MAX_WALKED_BLOCKS } from '../constants.js';
import { IpfsError } from '../errors.js';
import { linksOf } from './codecs.js';

/** Reads a block. @throws IpfsError `NOT_FOUND` */
export type ReadBlock = (cid: CID) => Promise<Uint8Array>;

/**
 * Every block below some roots, each once, the roots first.
 * @param seen keys of blocks that are left out, with all below them; it grows
 * @throws IpfsError `LIMIT`; what `read` throws
 */
export async function* reachableBlocks(
  roots: Iterable<CID>,
  read: ReadBlock,
  { seen = new Set<string>(), signal }: { seen?: Set<string>; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<CID> {
  const waiting = [...roots];
  for (let cid = waiting.pop(); cid !== undefined; cid = waiting.pop()) {
    signal?.throwIfAborted();
    const key = cid.toString();
    if (seen.has(key)) continue;
    if (seen.size >= MAX_WALKED_BLOCKS) {
      throw new IpfsError('LIMIT', `more than the ${MAX_WALKED_BLOCKS} blocks that are walked`);
    }
    seen.add(key);
    const links = linksOf(cid, await read(cid));
    yield cid;
    for (const link of links.reverse()) if (!seen.has(link.toString())) waiting.push(link);
  }
}
