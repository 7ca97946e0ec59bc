import type { YamlText } from '../yaml-edit/yaml-text.js';
import { editYaml } from './edit-yaml.js';

/** First version with `aquaDependencies`; before it they stood in `dependencies.npm` (spec/fluence-cli.md §2.1). */
const AQUA_DEPENDENCIES_SINCE = 6;

/**
 * Adds a spell to `spells:` of a project file.
 * @param get path of the spell's folder relative to the file
 * @throws CliError `PROJECT_INVALID`
 */
export function addSpell(projectFile: string, name: string, get: string): Promise<void> {
  return editYaml(projectFile, (text) => text.set(['spells', name], { get }));
}

/** Adds a service to `services:` of a project file. @param get path relative to the file, or a URL. @throws CliError `PROJECT_INVALID` */
export function addService(projectFile: string, name: string, get: string): Promise<void> {
  return editYaml(projectFile, (text) => text.set(['services', name], { get }));
}

/** Takes a service out of a project file, and off all that it is deployed with. @throws CliError `PROJECT_INVALID` */
export function removeService(projectFile: string, name: string): Promise<void> {
  return editYaml(projectFile, (text) => {
    text.remove(['services', name]);
    for (const section of ['deployments', 'deals', 'hosts', 'workers']) removeFromEach(text, section, name);
  });
}

/** Adds a module to `modules:` of a `service.yaml`. @param get path relative to it, or a URL. @throws CliError `PROJECT_INVALID` */
export function addModule(serviceFile: string, key: string, get: string): Promise<void> {
  return editYaml(serviceFile, (text) => text.set(['modules', key], { get }));
}

/** Takes a module out of a `service.yaml`. @throws CliError `PROJECT_INVALID` */
export function removeModule(serviceFile: string, key: string): Promise<void> {
  return editYaml(serviceFile, (text) => text.remove(['modules', key]));
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
  return editYaml(projectFile, (text) => {
    const isNew = Number(text.get('version')) >= AQUA_DEPENDENCIES_SINCE;
    const path = isNew ? ['aquaDependencies'] : ['dependencies', 'npm'];
    for (const [name, spec] of Object.entries(specs)) {
      if (spec !== undefined) text.set([...path, name], spec);
      else text.remove([...path, name]);
    }
  });
}

/** Names the key that commands use when not told. @throws CliError `PROJECT_INVALID` */
export function setDefaultKey(projectFile: string, name: string): Promise<void> {
  return editYaml(projectFile, (text) => text.set(['defaultSecretKeyName'], name));
}

/** Takes a service off all that one section of a project deploys. */
function removeFromEach(text: YamlText, section: string, service: string): void {
  const entries = text.get(section);
  for (const entry of entries instanceof Map ? entries.keys() : []) {
    const services = text.get(section, entry, 'services');
    const index = Array.isArray(services) ? services.indexOf(service) : -1;
    if (index >= 0) text.remove([section, entry, 'services', index]);
  }
}
