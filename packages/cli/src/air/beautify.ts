import type { AirList } from './air-node.js';
import { type Line, layout } from './layout.js';
import { airError, parseAir } from './parse-air.js';

const INDENT = '    ';

/**
 * AIR as a person reads it, in the words of upstream's `air beautify` (its wasm 0.3.9): `seq` is one line after the other,
 * `par` has a bar between its halves, `xor` is a try and a catch. Nothing can run it.
 * @throws CliError `AIR_INVALID`
 */
export function beautify(script: string): string {
  const lines: string[] = [];
  // Sequences nest as deeply as they are long: no recursion.
  const left: Line[] = [{ depth: 0, what: parseAir(script) }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { depth, what } = next;
    if (typeof what === 'string') lines.push(INDENT.repeat(depth) + what);
    else left.push(...expanded(script, what, depth).reverse());
  }
  return `${lines.join('\n')}\n`;
}

function expanded(script: string, instruction: AirList, depth: number): Line[] {
  const lines = layout(instruction, depth);
  if (typeof lines === 'object') return lines;
  throw airError(script, instruction.at, lines);
}
