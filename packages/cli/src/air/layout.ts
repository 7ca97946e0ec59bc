import type { AirList, AirNode } from './air-node.js';
import { inLine } from './in-line.js';

/** A line that is done, or an instruction still to be laid out. */
export interface Line {
  readonly depth: number;
  readonly what: string | AirList;
}

type Items = readonly AirNode[];

/** How many operands an instruction may have. */
const OPERANDS: Readonly<Record<string, readonly number[]>> = {
  ...{ seq: [2], par: [2], xor: [2], match: [3], mismatch: [3], new: [2], fold: [3, 4] },
  ...{ call: [3, 4], ap: [2], canon: [3], fail: [1, 2], next: [1], null: [0], never: [0] },
};
/** Instructions that hold others, and how many at their end. */
const BODIES: Readonly<Record<string, number>> = { seq: 2, par: 2, xor: 2, match: 1, mismatch: 1, new: 1 };

/** Lines of an instruction, those of what it holds at their depth; or what is wrong with it. */
export function layout({ items: [name, ...operands] }: AirList, depth: number): Line[] | string {
  if (typeof name !== 'string' || !Object.hasOwn(OPERANDS, name)) return 'this is no instruction of AIR';
  if (!OPERANDS[name]!.includes(operands.length)) return `'${name}' has ${operands.length} operands`;
  if (name === 'call') return callLine(operands, depth);
  const bodies = name === 'fold' ? operands.length - 2 : (BODIES[name] ?? 0);
  const heads = operands.slice(0, operands.length - bodies);
  const held = operands.slice(heads.length);
  if (!held.every(isInstruction)) return `'${name}' holds instructions`;
  return arranged(name, [name, ...heads.map((each) => inLine(each))].join(' '), held, depth);
}

function arranged(name: string, head: string, held: readonly AirList[], depth: number): Line[] {
  const at = (what: string): Line => ({ depth, what });
  const [first, second] = held;
  if (first === undefined) return [at(head)];
  const inner = (what: AirList): Line => ({ depth: depth + 1, what });
  if (name === 'seq') return held.map((what) => ({ depth, what }));
  const begin = name === 'xor' ? 'try:' : `${head}:`;
  if (second === undefined) return [at(begin), inner(first)];
  const between = { par: '|', xor: 'catch:', fold: 'last:' }[name]!;
  return [at(begin), inner(first), at(between), inner(second)];
}

function callLine([peer, triplet, args, output]: Items, depth: number): Line[] | string {
  if (!isInstruction(triplet) || triplet.items.length !== 2) return "'call' has no (service function)";
  if (typeof args !== 'object' || args.open !== '[') return "'call' has no [arguments]";
  const result = output === undefined ? '' : `${inLine(output)} <- `;
  const [service, func] = triplet.items.map((each) => inLine(each));
  return [{ depth, what: `${result}call ${inLine(peer!)} (${service}, ${func}) ${inLine(args)}` }];
}

function isInstruction(node: AirNode | undefined): node is AirList {
  return typeof node === 'object' && node.open === '(';
}
