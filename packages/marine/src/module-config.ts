import type { DirectoryQuota } from './directory-quota.js';
import type { MarineModule } from './module/marine-module.js';

/** How one module of a service is set up (spec/marine-abi.md §3.2). Plain data, so it can cross to a worker thread. */
export interface ModuleConfig {
  /** Import name: what later modules of the service link against. */
  readonly name: string;
  /** Whether `log_utf8_string` is provided; a module importing it does not link without. @default true */
  readonly loggerEnabled?: boolean;
  /** Bit mask of log targets that are printed; target 0 always is. @default 2147483647 */
  readonly loggingMask?: number;
  /** Environment of the module. @default {} */
  readonly envs?: Readonly<Record<string, string>>;
  /**
   * Guest path to host path, read-write; relative host paths start at the service's `workingDir`. The directories are
   * made when the service starts. @default {}
   */
  readonly mappedDirs?: Readonly<Record<string, string>>;
  /** Import name to the absolute path of an executable (spec/marine-abi.md §4.4). @default {} */
  readonly mountedBinaries?: Readonly<Record<string, string>>;
}

/**
 * A service: its modules in link order, the facade last. A `MarineModule` (`compileModule`) is compiled and read once
 * however many services use it.
 */
export interface ServiceConfig {
  readonly serviceId: string;
  /** Memory of all modules together, bytes, tables counted with 8 per element. @default no limit but 4 GiB a module */
  readonly totalMemoryLimitBytes?: number;
  /** Where relative host paths of mapped directories start. @default the process's current directory */
  readonly workingDir?: string;
  /** Bounds of what the modules may keep in mapped directories. @default none */
  readonly directoryQuotas?: readonly DirectoryQuota[];
  readonly modules: readonly {
    readonly config: ModuleConfig;
    readonly wasm: Uint8Array | WebAssembly.Module | MarineModule;
  }[];
}

/** One log line of a module. Level 1 error, 2 warn, 3 info, 4 debug, 5 trace. */
export interface ModuleLog {
  readonly serviceId: string;
  readonly module: string;
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly target: number;
  readonly message: string;
}
