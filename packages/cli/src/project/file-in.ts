import { stat } from 'node:fs/promises';
import path from 'node:path';

/** `get` itself when it is a file, else the file of that name in it. */
export async function fileIn(get: string, name: string): Promise<string> {
  return (await isFile(get)) ? get : path.join(get, name);
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
