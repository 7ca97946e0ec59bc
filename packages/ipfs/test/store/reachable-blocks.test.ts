import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { identity } from 'multiformats/hashes/identity';
import { expect, test } from 'vitest';
import { MAX_WALKED_BLOCKS } from '../../src/constants.js';
import { reachableBlocks } from '../../src/store/reachable-blocks.js';

test('a walk ends at the most blocks that one request may cause', async () => {
  const root = CID.createV1(raw.code, identity.digest(Uint8Array.of(1)));
  const read = async () => new Uint8Array(0);
  // What was walked before, as the pins of a store are walked one after the other.
  const walked = (count: number) => {
    const seen = new Set<string>();
    for (let n = 0; n < count; n++) seen.add(`${n}`);
    return seen;
  };
  const last = reachableBlocks([root], read, { seen: walked(MAX_WALKED_BLOCKS - 1) });
  expect((await last.next()).value).toEqual(root);
  const beyond = reachableBlocks([root], read, { seen: walked(MAX_WALKED_BLOCKS) });
  await expect(beyond.next()).rejects.toMatchObject({ code: 'LIMIT' });
});
