import { CliError } from '../errors.js';
import { commaSeparated } from './words.js';

/** What is chosen from, for messages. */
export interface Choice {
  /** As in `no peer "x"`. */
  readonly kind: string;
  readonly file: string;
  readonly code: 'PEER_UNKNOWN' | 'BAD_ARGUMENT' | 'WORKER_UNKNOWN';
}

/**
 * Names that were asked for.
 * @param wanted separated by commas; all of them for `all` and for nothing
 * @throws CliError of the choice's code for a name that is not there, or when there is none at all
 */
export function chosenNames(
  all: readonly string[],
  wanted: string | undefined,
  { kind, file, code }: Choice,
): readonly string[] {
  if (all.length === 0) throw new CliError(code, `${file} has no ${kind}`);
  if (wanted === undefined || wanted === 'all') return all;
  const names = commaSeparated(wanted);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new CliError(code, `${file} has no ${kind} "${unknown}"; it has ${all.join(', ')}`);
  if (names.length > 0) return names;
  throw new CliError(code, `No ${kind} is named; ${file} has ${all.join(', ')}`);
}
