import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { beautify } from '../../../air/beautify.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';

export interface AirBeautifyFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(airBeautify);

async function airBeautify(
  context: CliContext,
  _flags: AirBeautifyFlags,
  written: string,
): Promise<CommandResult> {
  const file = path.resolve(context.cwd, written);
  const script = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError('BAD_ARGUMENT', `Cannot read ${file}: ${messageOf(cause)}`, { cause });
  });
  const text = readable(script, file);
  return { text, json: { file, text } };
}

function readable(script: string, file: string): string {
  try {
    return beautify(script);
  } catch (cause) {
    if (!(cause instanceof CliError)) throw cause;
    throw new CliError('AIR_INVALID', `${file}:${cause.message}`, { cause });
  }
}
