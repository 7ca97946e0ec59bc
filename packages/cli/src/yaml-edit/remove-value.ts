import { isSeq } from 'yaml';
import { blockRemoval } from './block-edit.js';
import type { YamlPath } from './expected.js';
import { flowRemoval } from './flow-edit.js';
import { withPairValue } from './pair-value.js';
import { rootOf } from './parsed.js';
import { spliced } from './splice.js';
import { itemEnd, itemStart, itemsOf } from './tokens.js';
import { writtenAlong } from './written.js';

/**
 * A YAML text without what a path leads to. A map or a list that has nothing left is written as `{}` or `[]`.
 * @returns `undefined` when nothing is there, or it cannot be changed
 */
export function textWithoutValue(text: string, path: YamlPath): string | undefined {
  const root = rootOf(text);
  const along = root === undefined ? [] : writtenAlong(root, path);
  const last = along.at(-1);
  if (last === undefined || along.length < path.length) return undefined;
  const { item, within } = last;
  if (within.type === 'flow-collection') return spliced(text, flowRemoval(text, within, item));
  if (itemsOf(within).length > 1) return spliced(text, blockRemoval(text, within, item));
  if (path.length === 1) return spliced(text, [{ from: itemStart(item), to: itemEnd(item), text: '{}' }]);
  return withPairValue(text, path.slice(0, -1), isSeq(along.at(-2)?.node) ? [] : {});
}
