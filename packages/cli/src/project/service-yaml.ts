import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { readYaml } from './read-yaml.js';

const serviceSchema = z.looseObject({
  version: z.number().optional(),
  name: z.string(),
  totalMemoryLimit: z.string().optional(),
  modules: z.record(z.string(), z.looseObject({ get: z.string() })).refine((modules) => 'facade' in modules, {
    message: 'one of the modules must be called "facade"',
  }),
});

const moduleSchema = z.looseObject({
  name: z.string(),
  type: z.enum(['rust', 'compiled']).default('compiled'),
});

/** A module of a service as the project's files name it. */
export interface ModuleFile {
  /** Import name. */
  readonly name: string;
  /** The wasm, absolute. */
  readonly wasmFile: string;
}

/** A service as its files describe it. */
export interface ServiceFiles {
  /** In link order, the facade last. */
  readonly modules: readonly ModuleFile[];
  /** As written, e.g. `256 MiB`. */
  readonly totalMemoryLimit?: string;
}

/**
 * A service's modules and memory (spec/fluence-cli.md §2.3, §2.4).
 * @param get folder with `service.yaml`, or that file
 * @param rootDir project folder: a `rust` module's wasm is in its `target/wasm32-wasi/release` (or `wasm32-wasip1`)
 * @throws CliError `PROJECT_INVALID`, `MODULE_UNREADABLE`
 */
export async function readService(get: string, rootDir: string): Promise<ServiceFiles> {
  if (/^https?:/.test(get)) {
    throw new CliError(
      'PROJECT_INVALID',
      `${get}: services are not downloaded; put the service into the project and name its folder`,
    );
  }
  const file = await fileIn(get, 'service.yaml');
  const { modules, totalMemoryLimit } = await readYaml(file, serviceSchema);
  const { facade, ...others } = modules;
  const ordered = [...Object.values(others), facade!];
  const read = ordered.map((module) => readModule(path.resolve(path.dirname(file), module.get), rootDir));
  return {
    modules: await Promise.all(read),
    ...(totalMemoryLimit === undefined ? {} : { totalMemoryLimit }),
  };
}

/** The modules alone. @throws CliError like `readService` */
export async function readServiceModules(get: string, rootDir: string): Promise<readonly ModuleFile[]> {
  return (await readService(get, rootDir)).modules;
}

async function readModule(get: string, rootDir: string): Promise<ModuleFile> {
  const file = await fileIn(get, 'module.yaml');
  const { name, type } = await readYaml(file, moduleSchema);
  const beside = path.join(path.dirname(file), `${name}.wasm`);
  const built = ['wasm32-wasip1', 'wasm32-wasi'].map((target) =>
    path.join(rootDir, 'target', target, 'release', `${name}.wasm`),
  );
  const candidates = type === 'rust' ? [...built, beside] : [beside];
  for (const wasmFile of candidates) if (await isFile(wasmFile)) return { name, wasmFile };
  const hint = type === 'rust' ? ' Build it first: cargo build --release --target wasm32-wasip1.' : '';
  throw new CliError(
    'MODULE_UNREADABLE',
    `Module "${name}" has no wasm; looked for ${candidates.join(', ')}.${hint}`,
  );
}

/** `get` itself when it is a file, else the file of that name in it. */
export async function fileIn(get: string, name: string): Promise<string> {
  return (await isFile(get)) ? get : path.join(get, name);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
