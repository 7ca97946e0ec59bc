import { type Document, isMap } from 'yaml';
import { editYaml } from './edit-yaml.js';

/** First version with `aquaDependencies`; before it they stood in `dependencies.npm` (spec/fluence-cli.md §2.1). */
const AQUA_DEPENDENCIES_SINCE = 6;

/**
 * Adds a spell to `spells:` of a project file.
 * @param get path of the spell's folder relative to the file
 * @throws CliError `PROJECT_INVALID`
 */
export function addSpell(projectFile: string, name: string, get: string): Promise<void> {
  return editYaml(projectFile, (document) => setIn(document, ['spells'], name, { get }));
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
  return editYaml(projectFile, (document) => {
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
  return editYaml(projectFile, (document) => document.set('defaultSecretKeyName', name));
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
