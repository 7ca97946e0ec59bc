import type { CliContext } from '../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../output/result.js';
import { AQUA_WORDS } from '../aqua/words.js';

export const handler = printing(complete);

async function complete(
  context: CliContext,
  _flags: CommonFlags,
  ...words: string[]
): Promise<CommandResult> {
  const proposed = (await context.completions?.(words)) ?? [];
  const found = proposed.filter((word) => word !== '--');
  const all = [...new Set([...found, ...aquaWords(words)])];
  return { text: all.join('\n'), json: all };
}

/** A group that is a command too proposes only the flags of that command. */
function aquaWords([group, begun, ...more]: readonly string[]): string[] {
  if (group !== 'aqua' || begun === undefined || more.length > 0) return [];
  return AQUA_WORDS.filter((word) => word.startsWith(begun));
}
