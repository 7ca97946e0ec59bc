import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that is removed when the test is over. @param name for whoever finds one left. @default test */
export function tempDir(name = 'test'): string {
  const dir = mkdtempSync(join(tmpdir(), `noctiluca-${name}-`));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
