import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { guideBlocks, pagesOf } from './blocks.js';
import { isMissing, type Reader, startReader } from './reader.js';

const folder = path.join(repository, 'docs', 'guide');
const names = await pagesOf(path.join(folder, 'README.md'));
const pages = await Promise.all(
  names.map(async (name) => ({ name, blocks: await guideBlocks(path.join(folder, name)) })),
);

/** One reader goes through all pages, as each builds on those before it. */
describe('who does what the guide says, word for word', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await startReader();
  });
  afterAll(() => reader.leave());

  it.each(pages)('finds that it works: $name', { timeout: 240_000 }, async ({ blocks }) => {
    const done = [];
    for (const block of blocks) if ((await reader.follow(block)) === undefined) done.push(block);
    expect(done.length).toBeGreaterThan(0);
  });

  for (const { name, blocks } of pages)
    for (const { line, needs } of blocks.filter(isMissing))
      it.skip(
        `${name}, line ${line}: needs ${needs}${needs === 'rust' ? ', as npm run test:rust-service has it' : ''}`,
      );
});
