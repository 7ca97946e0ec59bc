import { readFile } from 'node:fs/promises';
import { blueprintId } from '@noctiluca/host/blueprint';
import { fileCid } from '@noctiluca/ipfs/file-cid';
import { cidOf } from '@noctiluca/store/cid';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { readService } from '../project/service-yaml.js';

/** A module of a service, with its file read once. */
export interface WantedModule {
  /** Import name. */
  readonly name: string;
  /** The wasm, absolute. */
  readonly wasm: string;
  /** Of its bytes: what peers call it. */
  readonly cid: string;
  /** What IPFS calls the file. */
  readonly file: string;
}

/** A service as the project's files describe it. */
export interface ServiceDescription {
  /** Name in fluence.yaml, and the service's alias. */
  readonly name: string;
  readonly blueprintId: string;
  /** In link order, the facade last. */
  readonly modules: readonly WantedModule[];
  /** As written. */
  readonly totalMemoryLimit?: string;
}

/** @throws CliError `SERVICE_UNKNOWN`, `PROJECT_INVALID`, `MODULE_UNREADABLE` */
export async function readProjectService(project: FluenceProject, name: string): Promise<ServiceDescription> {
  const entry = Object.hasOwn(project.services, name) ? project.services[name] : undefined;
  if (entry === undefined) {
    throw new CliError(
      'SERVICE_UNKNOWN',
      `${project.file} deploys the service "${name}" but does not define it under "services"`,
    );
  }
  const { modules: files, totalMemoryLimit } = await readService(entry.get, project.rootDir);
  const modules = await Promise.all(
    files.map(async ({ name: importName, wasmFile: wasm }): Promise<WantedModule> => {
      const bytes = await readFile(wasm);
      return { name: importName, wasm, cid: cidOf(bytes), file: await fileCid(bytes) };
    }),
  );
  const dependencies = modules.map(({ cid }) => cid);
  const limit = entry.totalMemoryLimit ?? totalMemoryLimit;
  return {
    name,
    modules,
    blueprintId: await blueprintId({ name, dependencies }),
    ...(limit === undefined ? {} : { totalMemoryLimit: limit }),
  };
}
