import { CliError } from '../errors.js';
import type { AirList, AirNode } from './air-node.js';

/** What stands by itself: comments and space, a bracket, a text in quotes, or a word up to the next of them. */
const TOKEN = /(?:\s|;[^\n]*)+|[()[\]]|"[^"]*"|[^\s()[\]";]+(?:\[[^\]]*\][^\s()[\]";]*)*/y;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * The instruction that an AIR script is. Names are taken as they are: whether they are defined is for who runs it.
 * @throws CliError `AIR_INVALID` with line and column
 */
export function parseAir(script: string): AirList {
  const root: AirList = { open: '(', items: [], at: 0 };
  const stack = [root];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < script.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(script)?.[0];
    if (token === undefined) throw airError(script, at, 'a text in quotes does not end');
    if (!/^[\s;]/.test(token)) take(token, at, stack, script);
  }
  if (stack.length > 1) throw airError(script, stack.at(-1)!.at, `'${stack.at(-1)!.open}' is not closed`);
  const [only, more] = root.items;
  if (typeof only === 'object' && only.open === '(' && more === undefined) return only;
  throw airError(script, 0, 'a script is one instruction in brackets');
}

function take(token: string, at: number, stack: AirList[], script: string): void {
  const top = stack.at(-1)!;
  if (token === '(' || token === '[') {
    const list: AirList = { open: token, items: [], at };
    push(top, list);
    stack.push(list);
  } else if (CLOSING[token] === undefined) push(top, token);
  else if (stack.length === 1 || top.open !== CLOSING[token])
    throw airError(script, at, `'${token}' closes nothing`);
  else stack.pop();
}

function push({ items }: AirList, node: AirNode): void {
  (items as AirNode[]).push(node);
}

/** @param at offset of what is wrong */
export function airError(script: string, at: number, what: string): CliError {
  const before = script.slice(0, at).split('\n');
  return new CliError('AIR_INVALID', `${before.length}:${before.at(-1)!.length + 1}: ${what}`);
}
