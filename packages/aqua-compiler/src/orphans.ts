import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';

/** What aqua-to-js writes into the head of its files. */
const GENERATED = 'This file is generated using:\n * @fluencelabs/aqua-api version:';
const HEAD_BYTES = 400;

/**
 * Generated TypeScript and JavaScript below a folder that isn't among the expected files: its source was renamed or
 * removed. AIR files carry no mark, so they are not found.
 * @returns absolute paths, sorted
 */
export function findOrphans(folder: string, expected: ReadonlySet<string>): string[] {
  return readFolder(folder)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : findOrphans(path, expected);
      return /\.(?:ts|js)$/.test(entry.name) && !expected.has(path) && isGenerated(path) ? [path] : [];
    })
    .sort();
}

function isGenerated(path: string): boolean {
  return readFileSync(path, 'utf8').slice(0, HEAD_BYTES).includes(GENERATED);
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
