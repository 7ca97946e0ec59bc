import { cidOf } from '@noctiluca/store/cid';
import { CHUNK_BYTES, LINKS_PER_NODE } from './constants.js';

/**
 * CID, version 1, that Kubo's `add` answers for a file, without a daemon: that of the bytes for what fits into one chunk,
 * else that of the tree of its chunks (spec/fluence-cli.md §3, Phase B).
 */
export async function fileCid(bytes: Uint8Array): Promise<string> {
  if (bytes.length <= CHUNK_BYTES) return cidOf(bytes);
  // Many modules, which only big files need.
  const [{ importBytes }, { fixedSize }, { balanced }] = await Promise.all([
    import('ipfs-unixfs-importer'),
    import('ipfs-unixfs-importer/chunker'),
    import('ipfs-unixfs-importer/layout'),
  ]);
  const { cid } = await importBytes(bytes, forgetful, {
    cidVersion: 1,
    rawLeaves: true,
    chunker: fixedSize({ chunkSize: CHUNK_BYTES }),
    layout: balanced({ maxChildrenPerNode: LINKS_PER_NODE }),
  });
  return cid.toString();
}

/** Takes blocks and keeps none. */
const forgetful = {
  put: async <Cid>(cid: Cid) => cid,
};
