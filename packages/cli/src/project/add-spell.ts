import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { isMap, parseDocument } from 'yaml';
import { CliError } from '../errors.js';

/**
 * Adds a spell to `spells:` of a project file. Comments and the order of keys stay.
 * @param get path of the spell's folder relative to the file
 * @throws CliError `PROJECT_INVALID`
 */
export async function addSpell(projectFile: string, name: string, get: string): Promise<void> {
  const document = parseDocument(await readFile(projectFile, 'utf8'));
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw new CliError('PROJECT_INVALID', `${projectFile} is not YAML: mend it, then add the spell by hand`);
  }
  const spells = document.get('spells');
  if (isMap(spells)) spells.flow = false;
  if (isMap(spells)) document.setIn(['spells', name], document.createNode({ get }));
  else document.set('spells', document.createNode({ [name]: { get } }));
  const draft = `${projectFile}.${randomUUID()}`;
  await writeFile(draft, document.toString({ lineWidth: 0 }));
  await rename(draft, projectFile);
}
