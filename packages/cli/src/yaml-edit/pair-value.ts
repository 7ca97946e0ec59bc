import { blockValueInsertion, blockValueRemoval } from './block-edit.js';
import type { YamlPath } from './expected.js';
import { lineEnding } from './lines.js';
import { parsed, rootOf } from './parsed.js';
import { blockValue, flowValue } from './render.js';
import { type Splice, spliced } from './splice.js';
import { type Style, styleOf } from './style.js';
import { endOf, headEnd, type Item, startOf } from './tokens.js';
import { type Written, writtenAlong } from './written.js';

/**
 * A YAML text with another value of a pair, on the same line where both fit there.
 * @param path of a pair that is there
 * @returns `undefined` when the text cannot be changed
 */
export function withPairValue(text: string, path: YamlPath, value: unknown): string | undefined {
  const pair = pairAt(text, path);
  if (pair === undefined) return undefined;
  const { item, within } = pair;
  if (within.type === 'flow-collection') return spliced(text, [flowValueSplice(item, value)]);
  if (within.type !== 'block-map') return undefined;
  const style = styleOf(text, parsed(text).contents?.srcToken);
  const beside = onItsLine(item, value, style);
  if (beside !== undefined) return spliced(text, [beside]);
  const ending = lineEnding(text, headEnd(item));
  const left = spliced(text, blockValueRemoval(text, within, item));
  return withValueBelow(left, path, value, { ...style, ending });
}

function pairAt(text: string, path: YamlPath): Written | undefined {
  const root = rootOf(text);
  const along = root === undefined ? [] : writtenAlong(root, path);
  return along.length === path.length ? along.at(-1) : undefined;
}

function flowValueSplice(item: Item, value: unknown): Splice {
  const text = flowValue(value);
  if (item.value !== undefined) return { from: startOf(item.value), to: endOf(item.value), text };
  const hasColon = item.sep?.some(({ type }) => type === 'map-value-ind') === true;
  return { from: headEnd(item), to: headEnd(item), text: `${hasColon ? '' : ':'} ${text}` };
}

function onItsLine({ value: old }: Item, value: unknown, style: Style): Splice | undefined {
  const [text, ...below] = blockValue(value, style);
  if (old === undefined || below.length > 0) return undefined;
  if (old.type === 'block-map' || old.type === 'block-seq' || old.type === 'block-scalar') return undefined;
  return { from: startOf(old), to: endOf(old), text: text!.trim() };
}

function withValueBelow(
  text: string,
  path: YamlPath,
  value: unknown,
  style: Style & { readonly ending: string },
): string | undefined {
  const pair = pairAt(text, path);
  if (pair?.within.type !== 'block-map') return undefined;
  return spliced(text, blockValueInsertion(text, pair.within, pair.item, value, style));
}
