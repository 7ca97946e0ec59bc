import type { CST } from 'yaml';
import { lineStart } from './lines.js';
import { itemStart, itemsOf } from './tokens.js';

/** How a document is written, so that what is added looks like it. */
export interface Style {
  /** Spaces for each level. @default 2 */
  readonly indent: number;
  /** Whether lists stand deeper than their keys. @default true */
  readonly indentSeq: boolean;
}

/** How deep a map or a list of a text stands, in characters. */
export function columnOf(text: string, block: CST.BlockMap | CST.BlockSequence): number {
  const start = itemStart(itemsOf(block)[0]!);
  return start - lineStart(text, start);
}

/** What the maps of a document have in common: the first one in another tells. */
export function styleOf(text: string, root: CST.Token | undefined): Style {
  const depths = root === undefined ? [] : [...depthsIn(text, root)];
  const deeper = depths.filter(({ depth }) => depth > 0);
  const map = deeper.find(({ type }) => type === 'block-map') ?? deeper[0];
  const list = depths.find(({ type }) => type === 'block-seq');
  return { indent: map?.depth ?? 2, indentSeq: list === undefined || list.depth > 0 };
}

function* depthsIn(text: string, token: CST.Token): Generator<{ type: string; depth: number }> {
  if (token.type !== 'block-map') return;
  for (const { value } of itemsOf(token)) {
    if (value?.type !== 'block-map' && value?.type !== 'block-seq') continue;
    yield { type: value.type, depth: columnOf(text, value) - columnOf(text, token) };
    yield* depthsIn(text, value);
  }
}
