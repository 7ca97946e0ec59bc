import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IMPORT, resolveImport } from './imports.js';
import type { Source } from './sources.js';
import type { Diagnostic } from './types.js';

/** A module's first line; comments may stand before it. */
const HEADER = /^(?:\s|--[^\n]*\n)*(?:aqua|module)\s+\w/;
const EXPORT = /^export\b/m;
/** What a binding is made for. */
const BOUND = /^(?:func|service)\s+(\w+)/gm;

/** The same sources, each with a header, in a folder of their own. */
export interface HeadedSources {
  /** Where a source is now. */
  at(path: string): string;
  /** A diagnostic as if it were about the source itself. */
  original(diagnostic: Diagnostic): Diagnostic;
  remove(): void;
}

/**
 * Aqua of before 2024 may have no header, and then everything in it is declared and exported; the compiler asks for one since
 * 0.14. This gives it what it asks for and leaves the sources as they are.
 * @param root the file to compile: what it imports declares everything too, and exports nothing
 * @param sources that file and all that it imports
 * @param folders where imports are looked up, in order
 * @returns undefined when all of them have one
 */
export function headedSources(
  root: string,
  sources: readonly Source[],
  folders: readonly string[],
): HeadedSources | undefined {
  const texts = new Map(sources.map(({ path }) => [path, readFileSync(path, 'utf8')]));
  if ([...texts.values()].every((text) => HEADER.test(text))) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'fluence-aqua-'));
  const places = new Map(
    [...texts.keys()].map((path, index) => [path, join(folder, `${index}`, basename(path))]),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const added = new Map<string, { readonly path: string; readonly lines: number }>();
  try {
    for (const [path, text] of texts) {
      const place = places.get(path)!;
      const header = HEADER.test(text) ? '' : headerOf(path, path === root ? text : '');
      added.set(place, { path, lines: header.split('\n').length - 1 });
      mkdirSync(join(place, '..'), { recursive: true });
      writeFileSync(place, header + redirected(path, text));
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

/** @param text of which everything is exported */
function headerOf(path: string, text: string): string {
  const name = basename(path, '.aqua').replace(/\W/g, '_');
  const bound = [...text.matchAll(BOUND)].map(([, each]) => each);
  const isExported = EXPORT.test(text) || bound.length === 0;
  return `aqua M_${name} declares *\n${isExported ? '' : `export ${bound.join(', ')}\n`}`;
}
