import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CliError } from '../errors.js';

const serviceSchema = z.looseObject({
  version: z.number().optional(),
  name: z.string(),
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

/**
 * Modules of a service in link order, the facade last (spec/fluence-cli.md §2.3, §2.4).
 * @param get folder with `service.yaml`, or that file
 * @param rootDir project folder: a `rust` module's wasm is in its `target/wasm32-wasi/release` (or `wasm32-wasip1`)
 * @throws CliError `PROJECT_INVALID`, `MODULE_UNREADABLE`
 */
export async function readServiceModules(get: string, rootDir: string): Promise<ModuleFile[]> {
  if (/^https?:/.test(get)) {
    throw new CliError(
      'PROJECT_INVALID',
      `${get}: services are not downloaded; put the service into the project and name its folder`,
    );
  }
  const file = await fileIn(get, 'service.yaml');
  const { modules } = await readYaml(file, serviceSchema);
  const { facade, ...others } = modules;
  const ordered = [...Object.values(others), facade!];
  return Promise.all(
    ordered.map((module) => readModule(path.resolve(path.dirname(file), module.get), rootDir)),
  );
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

async function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('PROJECT_INVALID', `Cannot read ${file}: ${reason}`, { cause });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const lines = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new CliError('PROJECT_INVALID', `${file} is wrong: ${lines.join('; ')}`);
}

async function fileIn(get: string, name: string): Promise<string> {
  return (await isFile(get)) ? get : path.join(get, name);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
