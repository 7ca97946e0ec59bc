import type { CST } from 'yaml';

/** What a pair of a map or an item of a list is made of. */
export type Item = CST.CollectionItem;
/** A map or a list as it is written. */
export type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** What stands between without meaning anything. */
const VOID = new Set(['space', 'newline', 'comment', 'comma']);

/** The items that are there: a comment or a comma at the end makes another one. */
export function itemsOf(collection: Collection): Item[] {
  return collection.items.filter((item: Item) => significant(item).length > 0);
}

export function itemStart(item: Item): number {
  return startOf(significant(item)[0]!);
}

export function itemEnd(item: Item): number {
  return endOf(significant(item).at(-1)!);
}

/** Where what comes before a value ends: the key's colon, or the value's anchor or tag. */
export function headEnd({ start, key, sep }: Item): number {
  return endOf([...start, ...(key ? [key] : []), ...(sep ?? [])].filter(isSignificant).at(-1)!);
}

/** Where a value begins; its anchor and tag stand before it. */
export function startOf(token: CST.Token): number {
  return token.type === 'block-map' || token.type === 'block-seq'
    ? itemStart(itemsOf(token)[0]!)
    : token.offset;
}

/** Where the last character of a value is past, without what ends its line. */
export function endOf(token: CST.Token): number {
  if (token.type === 'block-map' || token.type === 'block-seq') return itemEnd(itemsOf(token).at(-1)!);
  if (token.type === 'flow-collection') return endOf(token.end[0]!);
  if (token.type === 'block-scalar') return blockScalarEnd(token);
  return token.offset + ('source' in token ? token.source.length : 0);
}

/** Where a comma stands before or after an item; `undefined` when none does. */
export function commaOf(item: Item | undefined): number | undefined {
  return item?.start.find(({ type }) => type === 'comma')?.offset;
}

function significant({ start, key, sep, value }: Item): CST.Token[] {
  const parts: CST.Token[] = [...start, ...(key ? [key] : []), ...(sep ?? []), ...(value ? [value] : [])];
  return parts.filter(isSignificant);
}

function isSignificant(token: CST.Token): boolean {
  return !VOID.has(token.type) && !(token.type === 'scalar' && token.source === '');
}

function blockScalarEnd({ props, offset, source }: CST.BlockScalar): number {
  const begin = props.reduce((at, prop) => Math.max(at, endOf(prop)), offset);
  return begin + source.replace(/\r?\n$/, '').length;
}
