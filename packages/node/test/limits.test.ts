import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/parse.js';
import { configSchema } from '../src/config/schema.js';
import { keysOf } from '../src/config/schema-fields.js';
import { BOUND_TESTS, type BoundTest } from './limits-tests.js';

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

const UNITS: Record<string, Record<string, number>> = {
  MS: { ms: 1, s: 1000, min: 60_000, h: 3_600_000, days: 86_400_000 },
  SEC: { s: 1, min: 60, h: 3600, days: 86_400, years: 31_536_000 },
  BYTES: { bytes: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 },
  COUNT: { KiB: 1024, Ki: 1024, MiB: 1024 ** 2, Mi: 1024 ** 2, GiB: 1024 ** 3 },
};

/** Numbers that a text tells, in the unit of the constant they are compared with; one without a unit has the next one's. */
function quantities(text: string, constant: string): number[] {
  const units = UNITS[/_(MS|SEC|BYTES)$/.exec(constant)?.[1] ?? 'COUNT']!;
  const powers = text.replaceAll(/2\^(\d+) - 1/g, (_, power) => String(2 ** Number(power) - 1));
  const found = [...powers.matchAll(/\b(one|\d+)(?: ([A-Za-z]+))?/g)].map(([, number, unit]) => ({
    number: number === 'one' ? 1 : Number(number),
    factor: units[unit ?? ''],
  }));
  return found.flatMap(({ number, factor }, i) => {
    const next = found.slice(i).find((one) => one.factor !== undefined)?.factor ?? 1;
    return [number * (factor ?? next), ...(factor === undefined ? [number] : [])];
  });
}

/** The numbers of a constant, also of one that is a record of several. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'object' && value !== null && 'stackSizeMb' in value)
    return Object.values(value).map((mebibytes) => Number(mebibytes) * 1024 ** 2);
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((one) => typeof one === 'number')
    : [];
}

/** Ways in which a metric may stand in the source: some are made of a common prefix and the rest. */
const written = (metric: string): string[] => {
  const rest = metric.replace(/^(aqua_vm_pool|spell)_/, '');
  return [metric, rest, rest.replace(/_total$/, '')].map((name) => `'${name}'`);
};

function sourcesIn(folder: URL): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

function testsOf(named: BoundTest | readonly BoundTest[] = []): readonly BoundTest[] {
  return typeof named[0] === 'string' ? [named as BoundTest] : (named as readonly BoundTest[]);
}

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
      'deployment',
      'system-services',
      'store',
      'ipfs',
      'chain',
      'local-network',
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

  it.each(sections)('tells the values that constants of $name have', async ({ file, rows }) => {
    const values = (await import(new URL(file, root).href)) as Record<string, unknown>;
    const wrong = rows.flatMap(([what, constants, byDefault]) =>
      codes(constants)
        .flatMap((name) => numbersOf(values[name]).map((value) => ({ name, value })))
        .filter(({ name, value }) => !quantities(byDefault!, name).includes(value))
        .map(({ name, value }) => `${what}: ${name} is ${value}, the page says ${byDefault}`),
    );
    expect(wrong).toEqual([]);
  });

  it('tells the defaults that configuration keys have', () => {
    const byPath = new Map([...keysOf(configSchema)].map((key) => [key.path.join('.'), key]));
    const settings = checkConfig({}).settings as Record<string, unknown>;
    const wrong: string[] = [];
    let compared = 0;
    for (const [what, , byDefault, setBy] of sections.flatMap(({ rows }) => rows)) {
      for (const path of codes(setBy).filter((code) => byPath.has(code))) {
        const value = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], settings);
        if (typeof value !== 'number') continue;
        compared++;
        const factor = setBy!.startsWith('twice') || byDefault!.startsWith('twice') ? 2 : 1;
        const said = [
          ...quantities(byDefault!, '_MS'),
          ...quantities(byDefault!, '_BYTES'),
          ...quantities(byDefault!, ''),
        ];
        if (byDefault!.includes(`\`${path}\``) || said.includes(value * factor)) continue;
        wrong.push(`${what}: ${path} is ${value}, the page says ${byDefault}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });

  it('has a test for every row of every table', () => {
    const missing = sections.flatMap(({ name, rows }) =>
      rows.flatMap(([what]) => {
        const tests = testsOf(BOUND_TESTS[name]?.[what!]);
        if (tests.length === 0) return [`${name}: ${what}: name its test in limits-tests.ts`];
        return tests.flatMap(([file, title]) => {
          const begins = new RegExp(`\\(\\s*['"\`]${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
          const isThere = begins.test(read(`packages/${file}`));
          return isThere ? [] : [`${name}: ${what}: ${file} has no test "${title}"`];
        });
      }),
    );
    expect(missing).toEqual([]);
  });

  it('has a row for every test that is told to be of one', () => {
    const rows = new Map(sections.map((section) => [section.name, section.rows.map(([what]) => what)]));
    const stray = Object.entries(BOUND_TESTS).flatMap(([name, tests]) =>
      Object.keys(tests).filter((what) => !rows.get(name)?.includes(what)),
    );
    expect(stray).toEqual([]);
  });

  it('is shown by metrics that exist', () => {
    const source = readdirSync(new URL('packages/', root))
      .flatMap((name) => sourcesIn(new URL(`packages/${name}/src/`, root)))
      .join('\n');
    const named = sections
      .flatMap(({ rows }) => rows.flatMap((row) => codes(row[5])))
      .filter((code) => !code.startsWith('get_') && /^[a-z]+(_[a-z]+){2,}(\{[a-z=",]+\})?$/.test(code))
      .map((code) => code.replace(/\{.*/, ''));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((metric) => !written(metric).some((text) => source.includes(text)))).toEqual([]);
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
