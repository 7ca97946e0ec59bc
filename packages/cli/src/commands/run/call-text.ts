import { type JsonValue, parseJson } from '@noctiluca/marine';
import { CliError } from '../../errors.js';

/** An argument of a call: a variable, whose value is in the data, or a value. */
export type CallArgument = { readonly variable: string } | { readonly value: JsonValue };

/** A call as the command line has it: a function that a file exports, and what it is given. */
export interface CallText {
  readonly func: string;
  readonly args: readonly CallArgument[];
}

const CALL = /^\s*(?<func>[a-zA-Z_]\w*)\s*\((?<args>.*)\)\s*$/s;
/** An argument and what ends it; the compiler takes no other expressions in a call either. */
const ARGUMENT =
  /\s*(?:"(?<text>[^"\n]*)"|(?<literal>-?\d+(?:\.\d+)?|true\b|false\b)|(?<variable>[a-zA-Z_]\w*))\s*(?<end>,|$)/y;

/**
 * Takes a call apart. A text is as it stands between its quotes, without escapes, as everywhere in Aqua.
 * @throws CliError `BAD_ARGUMENT`
 */
export function parseCall(written: string): CallText {
  const { func, args } = CALL.exec(written)?.groups ?? {};
  if (func === undefined || args === undefined) {
    throw new CliError('BAD_ARGUMENT', `'${written}' is no call: write it as function("text", 1, variable)`);
  }
  return { func, args: args.trim() === '' ? [] : parseArguments(args) };
}

function parseArguments(written: string): CallArgument[] {
  const args: CallArgument[] = [];
  ARGUMENT.lastIndex = 0;
  for (let more = true; more; ) {
    const rest = written.slice(ARGUMENT.lastIndex);
    const found = ARGUMENT.exec(written)?.groups;
    if (found === undefined) throw unsupported(rest);
    args.push(argument(found));
    more = found.end === ',';
  }
  return args;
}

function argument({ text, literal, variable }: Record<string, string | undefined>): CallArgument {
  if (variable !== undefined) return { variable };
  return { value: text ?? parseJson(literal!) };
}

function unsupported(rest: string): CliError {
  return new CliError(
    'BAD_ARGUMENT',
    `Cannot read the argument at '${rest.trim()}': it must be text in quotes, a number, true, false or a variable; anything else is given with --data`,
  );
}
