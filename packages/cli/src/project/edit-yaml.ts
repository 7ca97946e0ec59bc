import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { CliError } from '../errors.js';
import { YamlText } from '../yaml-edit/yaml-text.js';

/**
 * Changes a YAML file of the user's, whole or not at all, in the lines that the change is about; its mode and what a link
 * leads to stay. A change that makes no difference writes nothing.
 * @throws CliError `PROJECT_INVALID`; the file is as it was
 */
export async function editYaml(file: string, change: (text: YamlText) => void): Promise<void> {
  const place = await realpath(file);
  const before = decoded(await readFile(place), file);
  const text = new YamlText(before, file);
  change(text);
  if (text.toString() === before) return;
  const draft = `${place}.${randomUUID()}`;
  await writeFile(draft, text.toString(), { mode: (await stat(place)).mode });
  await rename(draft, place);
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CliError('PROJECT_INVALID', `${file} is not UTF-8. Mend it: it was left as it is`, { cause });
  }
}
