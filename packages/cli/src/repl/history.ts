import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Lines that are remembered. */
export const HISTORY_LINES = 500;

/** What was written before, the last first, as readline wants it. */
export async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-HISTORY_LINES)
    .reverse();
}

/** @param lines the last first. Where nothing can be written nothing is remembered. */
export async function writeHistory(file: string, lines: readonly string[]): Promise<void> {
  const kept = lines.slice(0, HISTORY_LINES).reverse();
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${kept.join('\n')}\n`, { mode: 0o600 });
  } catch {
    // the REPL has done its work
  }
}
