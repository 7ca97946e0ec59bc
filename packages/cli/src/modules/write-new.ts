import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { CliError, type CliErrorCode } from '../errors.js';
import { writeIfAbsent } from '../project/write-if-absent.js';

/**
 * Writes the files of something new into a folder that is not there yet, all of them or none.
 * @param files by paths in the folder
 * @throws CliError with `code` when there is something already
 */
export async function writeNew(
  folder: string,
  files: Readonly<Record<string, string>>,
  code: CliErrorCode,
): Promise<void> {
  if (existsSync(folder)) throw new CliError(code, `There is already a file or directory at ${folder}`);
  try {
    for (const [file, text] of Object.entries(files)) await writeIfAbsent(path.join(folder, file), text);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
