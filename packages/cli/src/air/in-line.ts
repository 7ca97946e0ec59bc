import { CliError } from '../errors.js';
import type { AirNode } from './air-node.js';

/** Arguments hold `[]` at most; a triplet and the pair of a map hold words. */
const MAX_DEPTH = 4;

/** A word, or a bracket as it stands in a line. @throws CliError `AIR_INVALID` for brackets in brackets in brackets */
export function inLine(node: AirNode, depth = 0): string {
  if (typeof node === 'string') return plain(node);
  if (depth > MAX_DEPTH) throw new CliError('AIR_INVALID', 'arguments nest too deeply');
  const items = node.items.map((item) => inLine(item, depth + 1));
  return node.open === '[' ? `[${items.join(', ')}]` : `(${items.join(' ')})`;
}

/** Without the mark of flattening, which is read over too. */
function plain(word: string): string {
  return word.startsWith('"') ? word : word.replace(/!$/, '').replace(/^(-?\d+)(\.\d*?[1-9])?\.?0*$/, '$1$2');
}
