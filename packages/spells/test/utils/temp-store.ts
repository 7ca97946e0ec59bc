import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore, type Store } from '@noctiluca/store';
import { onTestFinished } from 'vitest';

export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'noctiluca-spells-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A store in a directory that goes with the test. */
export async function tempStore(dir = tempDir()): Promise<Store> {
  const store = createStore({ dir });
  await store.start(new AbortController().signal);
  onTestFinished(() => store.stop(new AbortController().signal));
  return store;
}
