import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';

/**
 * Writes a file that nobody has; one that is there stays.
 * @param mode of the file. @default as the process has it
 * @returns the file
 */
export async function writeIfAbsent(
  file: string,
  content: string | Uint8Array,
  mode?: number,
): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content, { flag: 'wx', ...(mode === undefined ? {} : { mode }) }).catch(
    (error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    },
  );
  return file;
}
