import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { app } from '../../src/app.js';
import { treeCommands } from '../../src/reference/command-tree.js';
import { commandsPage, helpOfCommands } from '../../src/reference/commands-page.js';
import { keysOf } from '../../src/reference/file-keys.js';
import { FILE_WORDS, type ProjectFile } from '../../src/reference/file-words.js';
import { filesPage, untoldKeys } from '../../src/reference/files-page.js';

const read = (name: string) =>
  readFileSync(new URL(`../../../../docs/reference/${name}`, import.meta.url), 'utf8');

describe('the reference of commands', () => {
  it('is in docs/reference/commands.md: `npm run reference` renews it', async () => {
    const page = commandsPage(await helpOfCommands(treeCommands(app)));
    expect(page).toBe(read('commands.md'));
    expect(page).toContain('## fluence local clock advance\n');
  });
});

describe('the reference of files', () => {
  it('is in docs/reference/project-files.md: `npm run reference` renews it', () => {
    expect(filesPage()).toBe(read('project-files.md'));
  });

  it.each(Object.keys(FILE_WORDS) as ProjectFile[])('tells of every key of %s', (file) => {
    expect(untoldKeys(file)).toEqual([]);
  });
});

describe('the keys of a schema', () => {
  it("go through tables, and maps by names of one's own", () => {
    const entry = z.strictObject({ get: z.string(), many: z.array(z.string()).nullish() });
    const schema = z.object({
      services: z.record(z.string(), entry).nullish(),
      clock: z.object({ kind: z.enum(['a', 'b']) }).optional(),
      words: z.union([z.string(), z.array(z.string())]).optional(),
    });
    expect(keysOf(schema)).toEqual([
      { key: 'services.<name>.get', value: 'text', isRequired: true },
      { key: 'services.<name>.many', value: 'list of texts', isRequired: false },
      { key: 'clock.kind', value: 'a, b', isRequired: true },
      { key: 'words', value: 'text or list of texts', isRequired: false },
    ]);
  });
});
