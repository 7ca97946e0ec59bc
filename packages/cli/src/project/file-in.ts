import { stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * `get` itself when it is a file, else the file of that name in it; one that ends with `.yml` where there is only such a
 * one, as upstream takes either (`fluencelabs/decider` has a `spell.yml`).
 * @param name `<what>.yaml`
 */
export async function fileIn(get: string, name: string): Promise<string> {
  if (await isFile(get)) return get;
  const file = path.join(get, name);
  const short = file.replace(/\.yaml$/, '.yml');
  return !(await isFile(file)) && (await isFile(short)) ? short : file;
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
