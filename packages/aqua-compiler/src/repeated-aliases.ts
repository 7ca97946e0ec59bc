import { readFileSync } from 'node:fs';
import type { Source } from './sources.js';
import type { Diagnostic } from './types.js';

/** Lines of sources, from 1, by path. */
export type Lines = ReadonlyMap<string, ReadonlySet<number>>;

const REPEATED = /^Type `(\w+)` was already defined/;

/**
 * Aliases that a source has although something that it imports has the same: compilers until 2023 took them, today's refuses
 * them (`resources-api.aqua` of `@fluencelabs/registry` 0.9.4 has three).
 * @param found by the compiler
 * @param sources that it read
 * @param known lines that are left out already
 * @returns those and the lines to leave out too; `undefined` when there is none more
 */
export function repeatedAliases(
  found: readonly Diagnostic[],
  sources: readonly Source[],
  known: Lines,
): Lines | undefined {
  const texts = new Map(sources.map(({ path }) => [path, readFileSync(path, 'utf8').split('\n')]));
  const lines = new Map([...known].map(([path, each]) => [path, new Set(each)]));
  let isMore = false;
  for (const { file, line, message } of found) {
    const name = REPEATED.exec(message)?.[1];
    if (name === undefined || file === undefined || line === undefined || lines.get(file)?.has(line))
      continue;
    if (!isElsewhere(texts, file, aliasOf(texts.get(file)?.[line - 1], name))) continue;
    lines.set(file, new Set([...(lines.get(file) ?? []), line]));
    isMore = true;
  }
  return isMore ? lines : undefined;
}

/** A source without some lines; the others stay where they are. */
export function withoutLines(text: string, lines: ReadonlySet<number> | undefined): string {
  if (lines === undefined) return text;
  const kept = text.split('\n').map((line, index) => (lines.has(index + 1) ? '' : line));
  return kept.join('\n');
}

function isElsewhere(
  texts: ReadonlyMap<string, readonly string[]>,
  file: string,
  alias: readonly [string, string] | undefined,
): boolean {
  if (alias === undefined) return false;
  const [name, type] = alias;
  return [...texts].some(
    ([path, lines]) => path !== file && lines.some((line) => aliasOf(line, name)?.[1] === type),
  );
}

function aliasOf(line: string | undefined, name: string): readonly [string, string] | undefined {
  const [, found, type] = /^alias\s+(\w+)\s*:\s*(.*?)\s*(?:--.*)?$/.exec(line ?? '') ?? [];
  return found === name && type !== undefined ? [found, type] : undefined;
}
