import type { JsonValue } from '@noctiluca/marine';
import { CliError } from '../errors.js';
import { typeName } from '../project-aqua/names.js';
import { DataWriter } from './data-writer.js';
import type { DataOptions } from './written.js';

/**
 * A module with the types of a value and `func get()` that returns it, as upstream's `aqua json` and `aqua yml` write it.
 * `{"$$optional": value, "$$isNil": true}` is a value that may be missing, and is.
 * @param name of the file, without its extension: that of the module in capitals
 * @throws CliError `AQUA_FAILED` for what Aqua has no literal for, with its place
 */
export function dataModule(name: string, value: JsonValue, options: DataOptions): string {
  const module = typeName(name);
  if (!/^[A-Z]/.test(module))
    throw new CliError('BAD_ARGUMENT', `"${name}" must begin with a letter: the module is called after it`);
  const { type, text, definitions } = new DataWriter(options).write(value, {
    ...{ name: module, inside: '', path: module, depth: 1, level: 'top' },
  });
  const paragraphs = distinct(definitions)
    .map((definition) => `${definition}\n\n`)
    .join('');
  return `aqua ${module} declares *\n\n${paragraphs}func get() -> ${type}:\n    <- ${text}\n`;
}

/** Records of one custom type whose fields are of other types would define it twice. */
function distinct(definitions: readonly string[]): string[] {
  const all = [...new Set(definitions)];
  const names = all.map((definition) => definition.slice(0, definition.indexOf('\n')));
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice === undefined) return all;
  throw new CliError(
    'AQUA_FAILED',
    `The type "${twice.slice(5, -1)}" would have two definitions that differ`,
  );
}
