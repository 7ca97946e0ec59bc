import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { guideBlocks, pagesOf } from './blocks.js';
import { type Reader, startReader } from './reader.js';

const folder = path.join(repository, 'docs', 'guide');
const pages = await pagesOf(path.join(folder, 'README.md'));

/** One reader goes through all pages, as each builds on those before it. */
describe('who does what the guide says, word for word', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await startReader();
  });
  afterAll(() => reader.leave());

  it.each(pages)('finds that it works: %s', { timeout: 240_000 }, async (page) => {
    const blocks = await guideBlocks(path.join(folder, page));
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) await reader.follow(block);
  });
});
