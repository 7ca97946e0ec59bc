import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file below `.fluence/aqua`, unless it says the same already. @returns whether it was written */
export async function writeIfNew(fluenceDir: string, name: string, text: string): Promise<boolean> {
  const file = path.join(fluenceDir, 'aqua', name);
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) return false;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return true;
}
