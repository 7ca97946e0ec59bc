import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { isJsonRecord } from '../../json-record.js';
import type { NamedValues } from './bind-arguments.js';
import type { RunFlags } from './options.js';

/**
 * The values of a call's variables, 64-bit numbers to the digit: those of `--data`, and the others of `--data-path`.
 * @throws CliError `BAD_ARGUMENT` for text that is no JSON object, and a file that cannot be read
 */
export async function readData(context: CliContext, { data, dataPath }: RunFlags): Promise<NamedValues> {
  const ofFile = dataPath === undefined ? {} : await readFrom(path.resolve(context.cwd, dataPath));
  return data === undefined ? ofFile : { ...ofFile, ...parseData(data, '--data') };
}

async function readFrom(file: string): Promise<NamedValues> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError('BAD_ARGUMENT', `Cannot read --data-path ${file}`, { cause });
  });
  return parseData(text, file);
}

function parseData(text: string, origin: string): NamedValues {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (cause) {
    const why = messageOf(cause);
    throw new CliError('BAD_ARGUMENT', `${origin} is not JSON: ${why}`, { cause });
  }
  if (isJsonRecord(value)) return value;
  throw new CliError('BAD_ARGUMENT', `${origin} must be a JSON object: {"argument": value}`);
}
