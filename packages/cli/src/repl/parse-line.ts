import { CliError } from '../errors.js';

/** What a line of the REPL asks for. */
export type ReplCommand =
  | {
      readonly kind: 'call';
      readonly module: string | undefined;
      readonly func: string;
      /** JSON text. */
      readonly args: string;
      /** JSON text. */
      readonly parameters: string | undefined;
    }
  | { readonly kind: 'envs'; readonly module: string | undefined }
  | { readonly kind: 'interface' | 'stats' | 'new' | 'help' | 'quit' };

/** Words of upstream's mrepl, and how they may be cut short. */
export const REPL_WORDS: Readonly<Record<string, ReplCommand['kind']>> = {
  ...{ call: 'call', c: 'call', interface: 'interface', i: 'interface', envs: 'envs', e: 'envs' },
  ...{ stats: 'stats', s: 'stats', new: 'new', n: 'new', help: 'help', h: 'help' },
  ...{ quit: 'quit', q: 'quit', exit: 'quit' },
};

export const REPL_HELP = `call (c) [module] <function> [arguments] [call parameters]
                      call a function of the service; arguments are a JSON array
interface (i)         what the service exports
envs (e) [module]     variables, folders and binaries that modules have
stats (s)             memory of the modules
new (n)               begin anew: what modules keep in memory is lost
help (h)              this
quit (q), exit        end; so does the end of the input`;

/**
 * Reads a line.
 * @returns undefined for an empty one, and for a comment after `#`
 * @throws CliError `BAD_ARGUMENT`
 */
export function parseLine(line: string, modules: readonly string[]): ReplCommand | undefined {
  const [word, rest] = firstWord(line);
  if (word === '' || word.startsWith('#')) return undefined;
  if (!Object.hasOwn(REPL_WORDS, word))
    throw new CliError('BAD_ARGUMENT', `There is no command "${word}"; "help" prints those that there are`);
  const kind = REPL_WORDS[word]!;
  if (kind === 'call') return parseCall(rest, modules);
  if (kind === 'envs') return { kind, module: firstWord(rest)[0] || undefined };
  return { kind };
}

function parseCall(text: string, modules: readonly string[]): ReplCommand {
  const [first, afterFirst] = firstWord(text);
  const [second, afterSecond] = firstWord(afterFirst);
  // A function may be called as a module is: with no function after it, it is one.
  const hasModule = modules.includes(first) && /^[A-Za-z_]\w*$/.test(second) && !isJsonWord(second);
  const [func, rest] = hasModule ? [second, afterSecond] : [first, afterFirst];
  if (!/^[A-Za-z_]\w*$/.test(func))
    throw new CliError('BAD_ARGUMENT', 'Write it as: call [module] <function> [arguments]');
  const [args, parameters] = twoDocuments(rest);
  return {
    kind: 'call',
    module: hasModule ? first : undefined,
    func,
    args: args || '[]',
    parameters: parameters || undefined,
  };
}

function isJsonWord(word: string): boolean {
  return ['true', 'false', 'null'].includes(word);
}

function firstWord(text: string): readonly [word: string, rest: string] {
  const trimmed = text.trimStart();
  const end = /[\s[{"]/.exec(trimmed)?.index ?? trimmed.length;
  return [trimmed.slice(0, end), trimmed.slice(end).trim()];
}

/** Where the first JSON document ends, the second begins. */
function twoDocuments(text: string): readonly [string, string] {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if ('[{'.includes(sign)) depth++;
    if (']}'.includes(sign)) depth--;
    const end = index + sign.length;
    if (depth === 0 && text.slice(end).trim() !== '') return [text.slice(0, end), text.slice(end).trim()];
  }
  return [text, ''];
}
