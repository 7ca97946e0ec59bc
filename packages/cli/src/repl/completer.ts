import { REPL_WORDS } from './parse-line.js';
import type { ReplService } from './repl-service.js';

/** Words that a line may go on with, and the one that is begun, as readline wants them. */
export function completions(
  line: string,
  service: Pick<ReplService, 'modules' | 'functions'>,
): [string[], string] {
  const words = line.trimStart().split(/\s+/);
  const begun = words.at(-1) ?? '';
  const all = wordsAfter(words.slice(0, -1), service);
  return [all.filter((word) => word.startsWith(begun)), begun];
}

function wordsAfter(
  [command, ...more]: readonly string[],
  { modules, functions }: Pick<ReplService, 'modules' | 'functions'>,
): readonly string[] {
  if (command === undefined) return Object.keys(REPL_WORDS).filter((word) => word.length > 1);
  const kind = Object.hasOwn(REPL_WORDS, command) ? REPL_WORDS[command] : undefined;
  if (kind === 'envs') return more.length === 0 ? modules : [];
  if (kind !== 'call') return [];
  const facade = modules.at(-1)!;
  if (more.length === 0) return [...functions, facade];
  return more.length === 1 && more[0] === facade ? functions : [];
}
