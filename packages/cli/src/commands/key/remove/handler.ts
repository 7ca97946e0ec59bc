import { rm } from 'node:fs/promises';
import { hasCode } from '@noctiluca/common/thrown';
import { userDir } from '../../../client/default-key.js';
import { keyFile } from '../../../client/keys.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';

export interface KeyRemoveFlags extends CommonFlags {
  readonly input: boolean;
  readonly user: boolean;
}

export const handler = printing(keyRemove);

async function keyRemove(context: CliContext, flags: KeyRemoveFlags, name: string): Promise<CommandResult> {
  const file = keyFile(flags.user ? userDir(context) : fluenceDir(context), name);
  try {
    await rm(file);
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
    throw new CliError('KEY_UNKNOWN', `There is no key "${name}" (${file})`, { cause });
  }
  return { text: `Removed key "${name}" (${file})`, json: { name, file } };
}
