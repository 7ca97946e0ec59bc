import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import type { JsonValue } from '@noctiluca/marine';
import { z } from 'zod';
import { dataModule } from '../../aqua-data/data-module.js';
import type { CustomType } from '../../aqua-data/written.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import type { CommandResult } from '../../output/result.js';
import type { DataFlags } from './data-command.js';

const customTypes = z.array(
  z.looseObject({ name: z.string().regex(/^[A-Za-z]/), properties: z.array(z.string()) }),
);

type Parse = (text: string) => JsonValue;

/**
 * The work of `aqua json` and `aqua yml`.
 * @param parse the format's reader; what it throws is told with the file
 */
export function writeData(parse: Parse) {
  return async (
    context: CliContext,
    flags: DataFlags,
    written: string,
    folder?: string,
  ): Promise<CommandResult> => {
    const input = path.resolve(context.cwd, written);
    const { name } = path.parse(input);
    const output = path.resolve(context.cwd, folder ?? path.dirname(input), `${name}.aqua`);
    const types = await readTypes(context, flags, parse);
    const text = dataModule(name, await read(input, parse), { f64: flags.f64, types });
    await mkdir(path.dirname(output), { recursive: true });
    await writeFile(output, text);
    return { text: `Created aqua file at ${output}`, json: { file: output } };
  };
}

async function read(file: string, parse: Parse): Promise<JsonValue> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = messageOf(cause);
    throw new CliError('BAD_ARGUMENT', `Cannot read ${file}: ${why}`, { cause });
  }
}

async function readTypes({ cwd }: CliContext, { types }: DataFlags, parse: Parse): Promise<CustomType[]> {
  if (types === undefined) return [];
  const file = path.resolve(cwd, types);
  const checked = customTypes.safeParse(await read(file, parse));
  if (checked.success) return checked.data;
  throw new CliError('BAD_ARGUMENT', `${file} is no list of types: expected [{"name", "properties": []}]`);
}
