import { PAGE_ENTRIES } from '../constants.js';
import type { Changes, Engine } from './engine.js';
import { compareKeys, endOfPrefix } from './keys.js';

/** What entries are read from: the engine, and the layers above it, oldest first, as they are at the moment of asking. */
export interface Source {
  engine(): Engine;
  layers(): readonly Changes[];
}

/**
 * Entries whose full key begins with `prefix`, in key order, read page by page: nothing is held between two pages, and an
 * iteration that goes on across writes sees those that lie ahead of it.
 */
export function* entriesOf(source: Source, prefix: string): Generator<[key: string, bytes: Uint8Array]> {
  const end = endOfPrefix(prefix);
  let from = prefix;
  let isAfter = false;
  while (true) {
    const stored = source.engine().page({ from, isAfter, end, limit: PAGE_ENTRIES });
    const last = stored.length < PAGE_ENTRIES ? undefined : stored.at(-1)?.[0];
    yield* overlaid(stored, source.layers(), (key) => {
      if (!key.startsWith(prefix)) return false;
      if (isAfter && compareKeys(key, from) <= 0) return false;
      return last === undefined || compareKeys(key, last) <= 0;
    });
    if (last === undefined) return;
    from = last;
    isAfter = true;
  }
}

function overlaid(
  stored: [string, Uint8Array][],
  layers: readonly Changes[],
  isInPage: (key: string) => boolean,
): [string, Uint8Array][] {
  if (layers.every((layer) => layer.size === 0)) return stored;
  const page = new Map(stored);
  for (const layer of layers) {
    for (const [key, bytes] of layer) {
      if (!isInPage(key)) continue;
      if (bytes === null) page.delete(key);
      else page.set(key, bytes);
    }
  }
  return [...page].sort(([a], [b]) => compareKeys(a, b));
}
