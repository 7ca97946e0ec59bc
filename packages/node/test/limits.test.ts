import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../src/config/schema.js';
import { keysOf } from '../src/config/walk.js';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** Rows of the table of each package: the cells, trimmed. */
const sections = read('docs/limits.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    name: section.slice(0, section.indexOf('\n')),
    file: /Constants in `([^`]+)`/.exec(section)?.[1] ?? '',
    rows: [...section.matchAll(/^\|(?! What| -)(.*)\|$/gm)].map(([, row]) =>
      row!.split('|').map((cell) => cell.trim()),
    ),
  }))
  // Services keep their constants in Rust.
  .filter(({ file }) => file.startsWith('packages/'));
const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

describe('docs/limits.md', () => {
  it('has a table for every package that bounds something', () => {
    expect(sections.map(({ name }) => name)).toEqual([
      'particle',
      'network',
      'avm',
      'aquamarine',
      'marine',
      'host',
      'spells',
      'system-services',
      'store',
      'ipfs',
      'node',
    ]);
    for (const { rows } of sections) {
      expect(rows.length).toBeGreaterThan(4);
      for (const row of rows) expect(row).toHaveLength(6);
    }
  });

  it.each(sections)('names only constants that $name has', ({ file, rows }) => {
    const source = read(file);
    const missing = rows
      .flatMap((row) => codes(row[1]))
      .filter((constant) => !new RegExp(`export const ${constant}\\b`).test(source));
    expect(missing).toEqual([]);
  });

  it('names only configuration keys that exist', () => {
    const known = new Set([...keysOf(configSchema)].map(({ path }) => path.join('.')));
    const named = sections
      .flatMap(({ rows }) => rows.flatMap((row) => codes(row[3])))
      .filter((key) => /^[a-z]+_[a-z_.]+$|^(noctiluca|kademlia)\./.test(key));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });
});
