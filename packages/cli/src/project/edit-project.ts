import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Document, isMap, parseDocument } from 'yaml';
import { CliError } from '../errors.js';

/** First version with `aquaDependencies`; before it they stood in `dependencies.npm` (spec/fluence-cli.md §2.1). */
const AQUA_DEPENDENCIES_SINCE = 6;

/**
 * Adds a spell to `spells:` of a project file.
 * @param get path of the spell's folder relative to the file
 * @throws CliError `PROJECT_INVALID`
 */
export function addSpell(projectFile: string, name: string, get: string): Promise<void> {
  return edit(projectFile, (document) => setIn(document, ['spells'], name, { get }));
}

/**
 * Sets npm packages of the project's Aqua, or takes them out.
 * @param specs package to what npm would be told; `undefined` takes it out
 * @throws CliError `PROJECT_INVALID`
 */
export function setAquaDependencies(
  projectFile: string,
  specs: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  return edit(projectFile, (document) => {
    const isNew = Number(document.get('version')) >= AQUA_DEPENDENCIES_SINCE;
    const path = isNew ? ['aquaDependencies'] : ['dependencies', 'npm'];
    for (const [name, spec] of Object.entries(specs)) {
      if (spec !== undefined) setIn(document, path, name, spec);
      else document.deleteIn([...path, name]);
    }
  });
}

/** Names the key that commands use when not told. @throws CliError `PROJECT_INVALID` */
export function setDefaultKey(projectFile: string, name: string): Promise<void> {
  return edit(projectFile, (document) => document.set('defaultSecretKeyName', name));
}

/** Comments and the order of keys stay. */
async function edit(projectFile: string, change: (document: Document) => void): Promise<void> {
  const document: Document = parseDocument(await readFile(projectFile, 'utf8'));
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw new CliError('PROJECT_INVALID', `${projectFile} is not YAML: mend it, then change it by hand`);
  }
  change(document);
  const draft = `${projectFile}.${randomUUID()}`;
  await writeFile(draft, document.toString({ lineWidth: 0 }));
  await rename(draft, projectFile);
}

/** Makes the maps on the way, in block style, also where there is `{}` or nothing. */
function setIn(document: Document, path: readonly string[], name: string, value: unknown): void {
  for (let depth = 1; depth <= path.length; depth++) {
    const at = path.slice(0, depth);
    const node = document.getIn(at);
    if (isMap(node)) node.flow = false;
    else document.setIn(at, document.createNode({}));
  }
  document.setIn([...path, name], document.createNode(value));
}
