import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { YamlPath } from './expected.js';
import { type Collection, type Item, itemsOf } from './tokens.js';

/** An item of a map or a list as it is written. */
export interface Written {
  readonly item: Item;
  /** What it stands in. */
  readonly within: Collection;
  /** Its value: a collection, a scalar, an alias. */
  readonly node: Node | undefined;
}

/**
 * What a path leads through, from the first key on, as far as there is something: maps of keys, in the end maybe a list.
 * @param root node of a document whose nodes know how they are written
 */
export function writtenAlong(root: Node, path: YamlPath): Written[] {
  const found: Written[] = [];
  let node: Node | undefined = root;
  for (const key of path) {
    const next: Written | undefined = node === undefined ? undefined : writtenIn(node, key);
    if (next === undefined) break;
    found.push(next);
    node = next.node;
  }
  return found;
}

/** How a map or a list is written; `undefined` for what is neither. */
export function collectionOf(node: Node | undefined): Collection | undefined {
  return isMap(node) || isSeq(node) ? (node.srcToken as Collection | undefined) : undefined;
}

function writtenIn(node: Node, key: string | number): Written | undefined {
  const within = collectionOf(node);
  if (within === undefined) return undefined;
  if (isMap(node)) return ofPair(within, pairOf(node, key));
  const item = typeof key === 'number' ? itemsOf(within)[key] : undefined;
  return item && { item, within, node: undefined };
}

function ofPair(within: Collection, pair: Pair | undefined): Written | undefined {
  const item = pair?.srcToken as Item | undefined;
  return item && { item, within, node: (pair?.value ?? undefined) as Node | undefined };
}

function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}
