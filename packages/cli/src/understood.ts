import { isRefused } from './commands/chain/chain-words.js';

/** Flags that commands with a chain behind them take here too. */
const KEPT = new Set(['--help', '-h', '--helpAll', '--help-all', '--json']);

/**
 * A command line as this program reads it, of one as upstream's users write it: `help run` is `run --help`, `aqua:json` is
 * `aqua json`, and what needs a chain takes any flag.
 * @param argv arguments after the program's name
 */
export function understood(argv: readonly string[]): readonly string[] {
  return renamed(withFlagValues(argv));
}

/** Flags whose values are flags of other programs. */
const FLAGS_OF_FLAGS = new Set(['--marine-build-args', '--flags']);

function withFlagValues(argv: readonly string[]): readonly string[] {
  const isTaken = (index: number) =>
    FLAGS_OF_FLAGS.has(argv[index - 1] ?? '') && argv[index]?.startsWith('-');
  return argv.flatMap((word, index) => {
    if (isTaken(index)) return [];
    return isTaken(index + 1) ? [`${word}=${argv[index + 1]}`] : [word];
  });
}

function renamed(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  if (first === undefined) return argv;
  if (/^\w+(:[\w-]+)+$/.test(first)) return renamed([...first.split(':'), ...rest]);
  if (first === 'help') return renamed([...rest.filter((word) => !word.startsWith('-')), '--help']);
  if (first === 'aqua' && (rest[0] === '--help' || rest[0] === '-h')) return ['aqua', 'compile', '--help'];
  if (isRefused(first, rest[0])) return anyFlags(first, rest);
  return argv;
}

function anyFlags(group: string, [command, ...words]: readonly string[]): readonly string[] {
  const kept = words.filter((word) => KEPT.has(word));
  const others = words.filter((word) => !KEPT.has(word));
  return [group, command!, ...kept, ...(others.length > 0 ? ['--', ...others] : [])];
}
