import type { JsonValue } from '@noctiluca/marine';
import { CliError } from '../../errors.js';
import type { AquaFields, AquaType } from './aqua-type.js';
import type { CallArgument, CallText } from './call-text.js';
import { absentValue, typedValue } from './typed-value.js';

/** Values by name: what `--data` has, and what a function's parameters are. */
export type NamedValues = Readonly<Record<string, JsonValue>>;

/**
 * The values of a function's parameters, typed by its signature. A variable that the data does not have is an optional
 * parameter's nothing.
 * @returns values as AIR has them, by parameter
 * @throws CliError `BAD_ARGUMENT` for arguments too many or too few, of another type, or data that the call does not use
 */
export function bindArguments(
  { func, args }: CallText,
  parameters: AquaFields,
  data: NamedValues,
): NamedValues {
  const named = Object.entries(parameters);
  if (named.length !== args.length) {
    const signature = `${func}(${Object.keys(parameters).join(', ')})`;
    throw new CliError(
      'BAD_ARGUMENT',
      `The call has ${args.length} arguments, ${signature} takes ${named.length}`,
    );
  }
  refuseUnused(func, args, data);
  return Object.fromEntries(
    named.map(([name, type], i) => [name, argumentValue(args[i]!, type, name, data)]),
  );
}

function argumentValue(arg: CallArgument, type: AquaType, name: string, data: NamedValues): JsonValue {
  if ('value' in arg) return typedValue(arg.value, type, name);
  const { variable } = arg;
  if (Object.hasOwn(data, variable)) return typedValue(data[variable]!, type, variable);
  return absentValue(type, variable, `: give it with --data '{"${variable}": …}'`);
}

function refuseUnused(func: string, args: readonly CallArgument[], data: NamedValues): void {
  const used = new Set(args.map((arg) => ('variable' in arg ? arg.variable : undefined)));
  const unused = Object.keys(data).filter((name) => !used.has(name));
  if (unused.length === 0) return;
  const why = `The data has ${unused.join(', ')}, which the call of ${func} does not use`;
  throw new CliError(
    'BAD_ARGUMENT',
    `${why}: its variables are ${[...used].filter(Boolean).join(', ') || 'none'}`,
  );
}
