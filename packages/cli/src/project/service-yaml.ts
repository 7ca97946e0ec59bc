import path from 'node:path';
import { z } from 'zod';
import { downloaded, isUrl } from '../download/downloaded.js';
import { fileIn } from './file-in.js';
import { type ModuleSource, moduleWasm, readModuleSource } from './module-yaml.js';
import { readYaml } from './read-yaml.js';

export const serviceSchema = z.looseObject({
  version: z.number().optional(),
  name: z.string(),
  totalMemoryLimit: z.string().optional(),
  modules: z.record(z.string(), z.looseObject({ get: z.string() })).refine((modules) => 'facade' in modules, {
    message: 'one of the modules must be called "facade"',
  }),
});

/** A module of a service as the project's files name it. */
export interface ModuleFile {
  /** Import name. */
  readonly name: string;
  /** The wasm, absolute. */
  readonly wasmFile: string;
}

/** A module in a service. */
export interface ServiceModule extends ModuleSource {
  /** What `service.yaml` calls it. */
  readonly key: string;
  /** What `service.yaml` says over `module.yaml`. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** A service as `service.yaml` describes it (spec/fluence-cli.md §2.3). */
export interface ServiceSource {
  readonly name: string;
  /** `service.yaml`, absolute. */
  readonly file: string;
  /** In link order, the facade last. */
  readonly modules: readonly ServiceModule[];
  /** As written, e.g. `256 MiB`. */
  readonly totalMemoryLimit?: string;
}

/** A service with its wasm. */
export interface ServiceFiles {
  /** In link order, the facade last. */
  readonly modules: readonly ModuleFile[];
  /** As written, e.g. `256 MiB`. */
  readonly totalMemoryLimit?: string;
}

/**
 * A service's description, whether or not its modules are built. A URL is downloaded when it is not there yet.
 * @param get folder with `service.yaml`, or that file, absolute; or a URL
 * @param rootDir project folder
 * @throws CliError `PROJECT_INVALID`, and what a download throws
 */
export async function readServiceSource(get: string, rootDir: string): Promise<ServiceSource> {
  const place = isUrl(get) ? await downloaded(get, 'service', path.join(rootDir, '.fluence')) : get;
  const file = await fileIn(place, 'service.yaml');
  const { name, modules, totalMemoryLimit } = await readYaml(file, serviceSchema);
  const { facade, ...others } = modules;
  const ordered = [...Object.entries(others), ['facade', facade!] as const];
  const read = ordered.map(async ([key, { get: of, ...overrides }]) => ({
    ...(await readModuleSource(of, path.dirname(file), rootDir)),
    ...{ key, overrides },
  }));
  return {
    ...{ name, file, modules: await Promise.all(read) },
    ...(totalMemoryLimit === undefined ? {} : { totalMemoryLimit }),
  };
}

/**
 * A service's modules and memory (spec/fluence-cli.md §2.3, §2.4).
 * @param get folder with `service.yaml`, or that file, absolute; or a URL
 * @param rootDir project folder: a `rust` module's wasm is in its `target/wasm32-wasi/release` (or `wasm32-wasip1`)
 * @throws CliError `PROJECT_INVALID`, `MODULE_UNREADABLE`, and what a download throws
 */
export async function readService(get: string, rootDir: string): Promise<ServiceFiles> {
  const { modules, totalMemoryLimit } = await readServiceSource(get, rootDir);
  const files = modules.map(async (each) => ({ name: each.name, wasmFile: await moduleWasm(each, rootDir) }));
  return {
    modules: await Promise.all(files),
    ...(totalMemoryLimit === undefined ? {} : { totalMemoryLimit }),
  };
}

/** The modules alone. @throws CliError like `readService` */
export async function readServiceModules(get: string, rootDir: string): Promise<readonly ModuleFile[]> {
  return (await readService(get, rootDir)).modules;
}
