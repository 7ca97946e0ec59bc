import { isMap, isScalar } from 'yaml';
import { blockInsertion } from './block-edit.js';
import type { YamlPath } from './expected.js';
import { flowInsertion } from './flow-edit.js';
import { withPairValue } from './pair-value.js';
import { parsed, rootOf } from './parsed.js';
import { spliced } from './splice.js';
import { styleOf } from './style.js';
import { endOf, itemsOf } from './tokens.js';
import { collectionOf, type Written, writtenAlong } from './written.js';

/**
 * A YAML text with a value where a path of keys leads; maps on the way are made.
 * @returns `undefined` where a path leads through what is no map
 */
export function textWithValue(text: string, path: YamlPath, value: unknown): string | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const along = writtenAlong(root, path);
  const last = along.at(-1);
  if (along.length === path.length) return withPairValue(text, path, value);
  const [key, ...below] = path.slice(along.length) as [string, ...string[]];
  const nested = below.reduceRight<unknown>((inner, each) => ({ [each]: inner }), value);
  if (last !== undefined && isVacant(last, text))
    return withPairValue(text, path.slice(0, along.length), { [key]: nested });
  const map = collectionOf(last?.node ?? root);
  if (map?.type === 'flow-collection' && isMap(last?.node ?? root))
    return spliced(text, flowInsertion(text, map, [key, nested]));
  if (map?.type !== 'block-map') return undefined;
  return spliced(
    text,
    blockInsertion(text, map, [key, nested], styleOf(text, parsed(text).contents?.srcToken)),
  );
}

/** Whether a key has no value, or braces with nothing between on a line of its own. */
function isVacant({ node, within }: Written, text: string): boolean {
  if (node === undefined || (isScalar(node) && node.value === null)) return true;
  const map = isMap(node) ? collectionOf(node) : undefined;
  if (map?.type !== 'flow-collection' || within.type !== 'block-map') return false;
  return text.slice(endOf(map.start), map.end[0]!.offset).trim() === '' && itemsOf(map).length === 0;
}
