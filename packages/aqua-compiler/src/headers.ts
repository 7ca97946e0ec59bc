import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IMPORT, resolveImport } from './imports.js';
import { type Lines, withoutLines } from './repeated-aliases.js';
import type { Source } from './sources.js';
import type { Diagnostic } from './types.js';

/** A module's first line; comments may stand before it. */
const HEADER = /^(?:\s|--[^\n]*\n)*aqua\s+\w/;
/** The same as it was written until 2023: the compiler knows the word and refuses it since 0.14. */
const OLD_HEADER = /^((?:\s|--[^\n]*\n)*)module(?=\s+\w)/;
const EXPORT = /^export\b/m;
/** What a binding is made for. */
const BOUND = /^(?:func|service)\s+(\w+)/gm;

/** The same sources, each with a header of today, in a folder of their own. */
export interface HeadedSources {
  /** Where a source is now. */
  at(path: string): string;
  /** A diagnostic as if it were about the source itself. */
  original(diagnostic: Diagnostic): Diagnostic;
  remove(): void;
}

/**
 * Aqua of before 2024 may have no header, and then everything in it is declared and exported; the compiler asks for one since
 * 0.14, and for `aqua X` where `module X` was as good. This gives it what it asks for and leaves the sources as they are.
 * @param root the file to compile: what it imports declares everything too, and exports nothing
 * @param sources that file and all that it imports
 * @param folders where imports are looked up, in order
 * @param leftOut lines that are not compiled
 * @returns undefined when all of them have one of today, and all lines
 */
export function headedSources(
  root: string,
  sources: readonly Source[],
  folders: readonly string[],
  leftOut: Lines,
): HeadedSources | undefined {
  const texts = new Map(sources.map(({ path }) => [path, readFileSync(path, 'utf8')]));
  if (leftOut.size === 0 && [...texts.values()].every((text) => HEADER.test(text))) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'fluence-aqua-'));
  const places = new Map(
    [...texts.keys()].map((path, index) => [path, join(folder, `${index}`, basename(path))]),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const added = new Map<string, { readonly path: string; readonly lines: number }>();
  try {
    for (const [path, text] of texts) {
      const place = places.get(path)!;
      const header = hasHeader(text) ? '' : headerOf(path, path === root ? text : '');
      added.set(place, { path, lines: header.split('\n').length - 1 });
      mkdirSync(join(place, '..'), { recursive: true });
      const kept = withoutLines(withHeaderOfToday(text), leftOut.get(path));
      writeFileSync(place, header + redirected(path, kept));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    at: (path) => places.get(path) ?? path,
    original(diagnostic) {
      const source = diagnostic.file === undefined ? undefined : added.get(diagnostic.file);
      if (source === undefined) return diagnostic;
      const { line } = diagnostic;
      return { ...diagnostic, file: source.path, ...(line && { line: Math.max(1, line - source.lines) }) };
    },
    remove,
  };

  /** Imports are relative to where a source really is. */
  function redirected(path: string, text: string): string {
    return text.replace(IMPORT, (statement, written: string) => {
      const file = resolveImport(path, written, folders);
      const place = file === undefined ? undefined : (places.get(file) ?? file);
      return place === undefined ? statement : `${statement.slice(0, -written.length - 2)}"${place}"`;
    });
  }
}

function hasHeader(text: string): boolean {
  return HEADER.test(text) || OLD_HEADER.test(text);
}

/** What follows stays where it is, for diagnostics. */
function withHeaderOfToday(text: string): string {
  return text.replace(OLD_HEADER, (_header, before: string) => `${before}aqua  `);
}

/** @param text of which everything is exported */
function headerOf(path: string, text: string): string {
  const name = basename(path, '.aqua').replace(/\W/g, '_');
  const bound = [...text.matchAll(BOUND)].map(([, each]) => each);
  const isExported = EXPORT.test(text) || bound.length === 0;
  return `aqua M_${name} declares *\n${isExported ? '' : `export ${bound.join(', ')}\n`}`;
}
