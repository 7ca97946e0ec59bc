import { readFile } from 'node:fs/promises';
import { compileModule, describeInterface, isMarineError, type ServiceInterface } from '@noctiluca/marine';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { readServiceModules } from '../project/service-yaml.js';
import { servicesAqua } from './services-aqua.js';
import { writeIfNew } from './write-if-new.js';

/**
 * Writes `services.aqua`: the interfaces of the project's services.
 * @param onProblem told of services that are left out, because their wasm is not built or is none: nobody may deploy them
 * @returns whether it was written
 */
export async function writeServicesAqua(
  fluenceDir: string,
  project: FluenceProject,
  onProblem: (text: string) => void,
): Promise<boolean> {
  return writeIfNew(fluenceDir, 'services.aqua', servicesAqua(await interfacesOf(project, onProblem)));
}

/**
 * For commands that deploy: `services.aqua` is written when all is done, which is too late to say that it cannot be.
 * @throws CliError `PROJECT_INVALID` for names that `servicesAqua` does not take
 */
export async function requireServicesAqua(project: FluenceProject): Promise<void> {
  // Whoever writes the file tells of what is left out.
  servicesAqua(await interfacesOf(project, () => {}));
}

async function interfacesOf(
  project: FluenceProject,
  onProblem: (text: string) => void,
): Promise<Record<string, ServiceInterface>> {
  const interfaces: Record<string, ServiceInterface> = {};
  for (const [name, { get }] of Object.entries(project.services)) {
    try {
      interfaces[name] = await interfaceOf(get, project.rootDir, name);
    } catch (error) {
      if (!(error instanceof CliError) && !isMarineError(error)) throw error;
      onProblem(`services.aqua is without "${name}": ${error.message}`);
    }
  }
  return interfaces;
}

async function interfaceOf(get: string, rootDir: string, name: string): Promise<ServiceInterface> {
  const facade = (await readServiceModules(get, rootDir)).at(-1)!;
  return describeInterface(await compileModule(await readFile(facade.wasmFile), name));
}
