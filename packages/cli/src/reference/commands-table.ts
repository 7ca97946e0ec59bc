import { ANSWERS, type Answer, OWN_COMMANDS } from './answers.js';
import type { TreeCommand } from './command-tree.js';

const BEGIN =
  '<!-- Commands: written by scripts/reference.mjs from packages/cli/src/reference/answers.ts -->';
const END = '<!-- /Commands -->';
const WORDS = { same: 'same', other: 'differs', none: 'not here' } as const;

/** Every command of 0.16.3, with what became of it. */
export function upstreamAnswers(): ReadonlyMap<string, Answer> {
  return new Map(Object.entries(ANSWERS).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Tables of upstream's commands and of our own. @param tree commands of this program */
export function commandsTable(tree: readonly TreeCommand[]): string {
  const rows = [...upstreamAnswers()].map(
    ([name, { is, text }]) => `| \`${name}\` | ${WORDS[is]} | ${text} |`,
  );
  const own = tree.filter(({ name }) => OWN_COMMANDS.includes(name));
  const ownRows = own.map(({ name, brief }) => `| \`${name}\` | ${brief} |`);
  return [
    ...['| 0.16.3 | here | |', '|---|---|---|', ...rows, ''],
    ...['Of our own:', '', '| | |', '|---|---|', ...ownRows],
  ].join('\n');
}

/** A page with the tables between its marks. @throws Error when the page has no marks */
export function withCommandsTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`there is no "${BEGIN}" with a "${END}" after it`);
  return `${page.slice(0, begin)}${BEGIN}\n${table}\n${page.slice(end)}`;
}
