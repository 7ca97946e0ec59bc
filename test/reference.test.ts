import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './utils/command.js';

interface Writer {
  readonly page: string;
  render(): string | Promise<string>;
}

const writer = (name: string): Promise<Writer> =>
  import(path.join(repository, 'scripts', `write-${name}-reference.mjs`));

it.each(['errors', 'metrics'])(
  'docs/reference/%s.md is what the code says: `npm run reference` renews it',
  async (name) => {
    const { page, render } = await writer(name);
    expect(await render()).toBe(readFileSync(page, 'utf8'));
  },
);

it('every error code says when it comes', async () => {
  const { render } = await writer('errors');
  expect((await render()).split('\n').filter((line) => /^\|.*\|\s+\|$/.test(line))).toEqual([]);
});
