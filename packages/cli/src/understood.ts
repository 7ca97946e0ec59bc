/**
 * A command line as this program reads it, of one as upstream's users write it: `help run` is `run --help`,
 * `aqua:json` is `aqua json`.
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
  return argv;
}
