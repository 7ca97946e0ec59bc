import { memoryLimit } from './memory-size.js';
import {
  booleanAt,
  i32At,
  isTable,
  parseToml,
  refuse,
  stringAt,
  stringsAt,
  type TomlTable,
  tableAt,
} from './raw-toml.js';

/** Modules of one service. Our own bound. */
const MAX_MODULES = 256;

/** One `[[module]]`, or `[default]`, as written. */
export interface RawModuleConfig {
  readonly name: string;
  readonly fileName?: string;
  readonly loadFrom?: string;
  readonly loggerEnabled?: boolean;
  readonly loggingMask?: number;
  readonly wasi?: {
    readonly envs?: Readonly<Record<string, string>>;
    readonly mappedDirs?: Readonly<Record<string, string>>;
  };
  readonly mountedBinaries?: Readonly<Record<string, string>>;
}

/** A service's `Config.toml` as written: paths not resolved, defaults not filled in. */
export interface RawServiceConfig {
  readonly modulesDir?: string;
  readonly serviceWorkingDir?: string;
  /** Bytes of all modules together. @default no limit */
  readonly totalMemoryLimitBytes?: number;
  readonly modules: readonly RawModuleConfig[];
  /** Read and used nowhere, as upstream does. */
  readonly defaults?: Omit<RawModuleConfig, 'name'>;
}

/**
 * Reads a `Config.toml` (spec/marine-abi.md §3.2). Unknown keys are ignored, and so are those that older files have:
 * `mem_pages_count`, `max_heap_size`, `preopened_files`. `total_memory_limit` may be left out, which upstream's
 * newest version refuses and every older one accepts.
 * @throws MarineError `CONFIG` with the place
 */
export function parseServiceToml(text: string): RawServiceConfig {
  const table = parseToml(text);
  const { module: modules = [], total_memory_limit: limit } = table;
  if (!Array.isArray(modules) || !modules.every(isTable))
    return refuse('module must be written as [[module]]');
  if (modules.length > MAX_MODULES) return refuse(`${modules.length} modules are more than ${MAX_MODULES}`);
  const defaults = tableAt(table, 'default', '');
  return present({
    modulesDir: stringAt(table, 'modules_dir', ''),
    serviceWorkingDir: stringAt(table, 'service_working_dir', ''),
    totalMemoryLimitBytes: limit === undefined ? undefined : memoryLimit(limit),
    modules: modules.map((module, i) => readModule(module, i)),
    defaults: defaults && readSettings(defaults, 'default.'),
  });
}

function readModule(table: TomlTable, index: number): RawModuleConfig {
  const where = `module ${index + 1}: `;
  const name = stringAt(table, 'name', where);
  if (name === undefined || name === '') return refuse(`${where}name is missing`);
  return { name, ...readSettings(table, `module '${name}': `) };
}

function readSettings(table: TomlTable, where: string): Omit<RawModuleConfig, 'name'> {
  const wasi = tableAt(table, 'wasi', where);
  return present({
    fileName: stringAt(table, 'file_name', where),
    loadFrom: stringAt(table, 'load_from', where),
    loggerEnabled: booleanAt(table, 'logger_enabled', where),
    loggingMask: i32At(table, 'logging_mask', where),
    wasi:
      wasi &&
      present({
        envs: stringsAt(wasi, 'envs', `${where}wasi.`),
        mappedDirs: stringsAt(wasi, 'mapped_dirs', `${where}wasi.`),
      }),
    mountedBinaries: stringsAt(table, 'mounted_binaries', where),
  });
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the keys that are not there. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Present<T>;
}
