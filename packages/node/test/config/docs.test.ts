import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/config/fields.js';
import { configJsonSchemaText } from '../../src/config/json-schema.js';
import { configurationPage } from '../../src/config/page.js';
import { configSchema } from '../../src/config/schema.js';
import { keysOf } from '../../src/config/schema-fields.js';

const committed = (name: string) =>
  readFileSync(new URL(`../../../../docs/reference/${name}`, import.meta.url), 'utf8');

/** The formatter aligns the columns of tables. */
const unaligned = (page: string) => page.replaceAll(/-{3,}/g, '---').replaceAll(/ +/g, ' ');

describe('generated pages (write them anew with `npm run docs`)', () => {
  it('docs/reference/configuration.md is what the schema says', () => {
    expect(unaligned(committed('configuration.md'))).toBe(unaligned(configurationPage()));
  });

  it('docs/reference/config.schema.json is what the schema says', () => {
    expect(JSON.parse(committed('config.schema.json'))).toEqual(JSON.parse(configJsonSchemaText()));
  });

  it('every key that has an effect is described', () => {
    const bare = [...keysOf(configSchema)].filter(
      ({ path, schema }) => !isWithoutEffect(path) && factsOf(schema).description === '',
    );
    expect(bare.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

function isWithoutEffect(path: readonly string[]): boolean {
  return [...keysOf(configSchema)].some(
    ({ path: at, schema }) =>
      factsOf(schema).inert !== undefined &&
      at.every((key, i) => path[i] === key) &&
      at.length <= path.length,
  );
}
