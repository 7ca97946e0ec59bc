import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Document, isMap, parseDocument } from 'yaml';
import { CliError } from '../errors.js';

/**
 * Changes a YAML file of the user's, whole or not at all: comments, the order of keys and what is not known here stay.
 * @throws CliError `PROJECT_INVALID`
 */
export async function editYaml(file: string, change: (document: Document) => void): Promise<void> {
  const document: Document = parseDocument(await readFile(file, 'utf8'));
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw new CliError('PROJECT_INVALID', `${file} is not YAML: mend it, then change it by hand`);
  }
  change(document);
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, document.toString({ lineWidth: 0 }));
  await rename(draft, file);
}
