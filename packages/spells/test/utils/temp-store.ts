import { createStore, type Store } from '@noctiluca/store';
import { tempDir } from '@noctiluca/testing';
import { onTestFinished } from 'vitest';

/** A store in a directory that goes with the test. */
export async function tempStore(dir = tempDir('spells')): Promise<Store> {
  const store = createStore({ dir });
  await store.start(new AbortController().signal);
  onTestFinished(() => store.stop(new AbortController().signal));
  return store;
}
