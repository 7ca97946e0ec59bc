import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that is removed when the test is over. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'noctiluca-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A life that nobody ends. */
export const alive: AbortSignal = new AbortController().signal;
