import { type Document, isMap, isScalar, isSeq } from 'yaml';
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

/** Adds a service to `services:` of a project file. @param get path relative to the file, or a URL. @throws CliError `PROJECT_INVALID` */
export function addService(projectFile: string, name: string, get: string): Promise<void> {
  return editYaml(projectFile, (document) => setIn(document, ['services'], name, { get }));
}

/** Takes a service out of a project file, and off all that it is deployed with. @throws CliError `PROJECT_INVALID` */
export function removeService(projectFile: string, name: string): Promise<void> {
  return editYaml(projectFile, (document) => {
    document.deleteIn(['services', name]);
    for (const section of ['deployments', 'deals', 'hosts', 'workers']) {
      const entries = document.get(section);
      if (!isMap(entries)) continue;
      for (const { value } of entries.items) if (isMap(value)) removeItem(value.get('services'), name);
    }
  });
}

/** Adds a module to `modules:` of a `service.yaml`. @param get path relative to it, or a URL. @throws CliError `PROJECT_INVALID` */
export function addModule(serviceFile: string, key: string, get: string): Promise<void> {
  return editYaml(serviceFile, (document) => setIn(document, ['modules'], key, { get }));
}

/** Takes a module out of a `service.yaml`. @throws CliError `PROJECT_INVALID` */
export function removeModule(serviceFile: string, key: string): Promise<void> {
  return editYaml(serviceFile, (document) => document.deleteIn(['modules', key]));
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

function removeItem(list: unknown, name: string): void {
  if (!isSeq(list)) return;
  list.items = list.items.filter((item) => !(isScalar(item) && item.value === name));
}
