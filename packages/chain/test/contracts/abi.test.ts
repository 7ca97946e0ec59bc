import { readFileSync } from 'node:fs';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { describe, expect, it } from 'vitest';
import * as abis from '../../src/generated/abi.js';

/** `deals-abi.txt` without what the prototype that it was made from had inside of itself. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  Core: ['wire'],
  Capacity: ['startOf', 'unitBusy', 'unitFree'],
  Deal: ['fund'],
  Diamond: ['ccActivated', 'matched', 'unitOff', 'unitOn'],
};

interface Item {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly Param[];
  readonly outputs?: readonly Param[];
  readonly stateMutability?: string;
}
interface Param {
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly Param[];
}

const typeOf = ({ type, components }: Param): string =>
  components === undefined ? type : `(${components.map(typeOf).join(',')})${type.slice('tuple'.length)}`;
const keccak = (text: string) => `0x${Buffer.from(keccak_256(Buffer.from(text))).toString('hex')}`;
const signature = ({ name, inputs = [] }: Item) => `${name}(${inputs.map(typeOf).join(',')})`;

/** A line of the file, without the names of parameters: they are nobody's ABI. */
function lineOf(item: Item): string {
  const given = (item.inputs ?? []).map((input) => `${typeOf(input)}${input.indexed ? ' indexed' : ''}`);
  if (item.type === 'event') return `event ${keccak(signature(item))} ${item.name}(${given.join(', ')})`;
  const answer = (item.outputs ?? []).map(typeOf).join(',');
  const kind = { view: ' view', pure: ' view', payable: ' payable' }[item.stateMutability ?? ''] ?? '';
  const arrow = answer === '' ? '' : ` -> ${answer}`;
  return `${keccak(signature(item)).slice(0, 10)} ${item.name}(${given.join(', ')})${kind}${arrow}`;
}

/** The same of a line that has names. */
function withoutNames(line: string): string {
  const open = line.indexOf('(');
  const close = open + endOf(line.slice(open));
  const params = apart(line.slice(open + 1, close)).map((param) => {
    const [type] = param.split(' ');
    return param.includes(' indexed') ? `${type} indexed` : type;
  });
  return `${line.slice(0, open)}(${params.join(', ')}${line.slice(close)}`;
}

/** Where the bracket that a text begins with is closed. */
function endOf(text: string): number {
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`${text} is not closed`);
}

/** Types have no blank behind their commas, lists of parameters do. */
const apart = (params: string): string[] => (params === '' ? [] : params.split(', '));

const file = readFileSync(new URL('../fixtures/deals-abi.txt', import.meta.url), 'utf8');
const sections = file
  .split(/^### /m)
  .slice(1)
  .map((section) => section.trim().split('\n'));

describe.each(sections)('the ABI of %s', (name, ...lines) => {
  const abi = (abis as unknown as Record<string, readonly Item[]>)[
    `${name[0]!.toLowerCase()}${name.slice(1)}Abi`
  ]!;
  const ours = abi.filter(({ type }) => type === 'function' || type === 'event').map(lineOf);

  it.each(lines.filter((line) => !INTERNAL[name]?.some((hidden) => line.includes(` ${hidden}(`))))(
    'has %s',
    (line) => expect(ours).toContain(withoutNames(line)),
  );
});
