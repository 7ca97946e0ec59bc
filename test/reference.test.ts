import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './utils/command.js';

interface Part {
  /** Texts by their page below docs/. */
  pages(): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

const pagesOf = async (part: string) =>
  ((await import(path.join(repository, 'scripts', 'reference', `${part}.mjs`))) as Part).pages();

describe('the reference', () => {
  it.each(['builtins', 'commands', 'errors', 'metrics'])(
    'is what the code says of %s: `npm run reference` renews it',
    async (part) => {
      for (const [page, text] of Object.entries(await pagesOf(part)))
        expect(text, page).toBe(readFileSync(path.join(repository, 'docs', page), 'utf8'));
    },
  );

  it('is what the endpoints of a peer and of the explorer say: `npm run reference` renews it', async () => {
    const { 'reference/openapi.json': made = '' } = await pagesOf('openapi');
    const committed = readFileSync(path.join(repository, 'docs/reference/openapi.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(made));
  });

  it('says of every error code when it comes', async () => {
    const { 'reference/errors.md': page = '' } = await pagesOf('errors');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((line) => /^\|.*\|\s+\|$/.test(line))).toEqual([]);
  });
});
