import path from 'node:path';
import { z } from 'zod';
import { downloaded, isUrl } from '../download/downloaded.js';
import { CliError } from '../errors.js';
import { fileIn, isFile } from './file-in.js';
import { readYaml } from './read-yaml.js';

export const moduleSchema = z.looseObject({
  name: z.string().min(1),
  type: z.enum(['rust', 'compiled']).default('compiled'),
});

/** Names that cargo gives its folder for WASI: since Rust 1.78, and before. */
export const WASM_TARGETS = ['wasm32-wasip1', 'wasm32-wasi'] as const;

/** A module as `module.yaml` describes it (spec/fluence-cli.md §2.4). */
export interface ModuleSource {
  /** Import name. */
  readonly name: string;
  readonly type: 'rust' | 'compiled';
  /** `module.yaml`, absolute. */
  readonly file: string;
  /** All that the file says. */
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Reads a module.
 * @param get folder with `module.yaml`, or that file, relative to `base`; or a URL
 * @param rootDir project folder, which has what is downloaded in its `.fluence`
 * @throws CliError `PROJECT_INVALID`, and what a download throws
 */
export async function readModuleSource(get: string, base: string, rootDir: string): Promise<ModuleSource> {
  const place = isUrl(get)
    ? await downloaded(get, 'module', path.join(rootDir, '.fluence'))
    : path.resolve(base, get);
  const file = await fileIn(place, 'module.yaml');
  const content = await readYaml(file, moduleSchema);
  checkName(content.name, file);
  return { name: content.name, type: content.type, file, content };
}

/** It is part of a file's name, and of a command line. */
function checkName(name: string, file: string): void {
  if (/^[\w][\w.-]*$/.test(name)) return;
  throw new CliError(
    'PROJECT_INVALID',
    `${file}: the name "${name}" of a module has letters, digits, "_" and "-" only`,
  );
}

/** Where the wasm of a module may be, the likeliest first: where cargo leaves it, or beside `module.yaml`. */
export function wasmCandidates({ name, type, file }: ModuleSource, rootDir: string): string[] {
  const beside = path.join(path.dirname(file), `${name}.wasm`);
  const built = WASM_TARGETS.map((target) => path.join(rootDir, 'target', target, 'release', `${name}.wasm`));
  return type === 'rust' ? [...built, beside] : [beside];
}

/** The wasm of a module, absolute. @throws CliError `MODULE_UNREADABLE` when there is none */
export async function moduleWasm(module: ModuleSource, rootDir: string): Promise<string> {
  const candidates = wasmCandidates(module, rootDir);
  for (const file of candidates) if (await isFile(file)) return file;
  const hint = module.type === 'rust' ? ' Build it first: fluence build.' : '';
  throw new CliError(
    'MODULE_UNREADABLE',
    `Module "${module.name}" has no wasm; looked for ${candidates.join(', ')}.${hint}`,
  );
}
