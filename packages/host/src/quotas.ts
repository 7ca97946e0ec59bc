import type { DirectoryRefusal } from '@noctiluca/marine';
import {
  BLUEPRINTS_MAX_COUNT,
  DIRECTORY_MAX_ENTRIES,
  MODULES_MAX_COUNT,
  MODULES_MAX_TOTAL_BYTES,
  SERVICES_MAX_PER_SCOPE,
  STORAGE_MAX_BYTES,
  TMP_MAX_BYTES,
  VAULT_MAX_BYTES,
  VAULT_MAX_ENTRIES,
  WORKERS_MAX_COUNT,
} from './constants.js';
import { ConvertedError, type HostError } from './errors.js';
import type { HostMetrics } from './metrics.js';

/** How much a peer takes from those who may add to it. */
export interface QuotasInit {
  /** Bytes of all wasm modules together. @default 4294967296 */
  readonly modulesBytes?: number;
  /** Wasm modules. @default 10000 */
  readonly modules?: number;
  /** Blueprints. @default 10000 */
  readonly blueprints?: number;
  /** Services of the host, and of each worker. @default 4096 */
  readonly servicesPerScope?: number;
  /** Workers. @default 1024 */
  readonly workers?: number;
  /** Bytes a particle may leave in its vault, per scope. @default 67108864 */
  readonly vaultBytes?: number;
  /** Files and directories a particle may leave in its vault, per scope. @default 10000 */
  readonly vaultEntries?: number;
  /** Bytes a service may keep in `/storage`. @default 1073741824 */
  readonly storageBytes?: number;
  /** Bytes a service may keep in `/tmp`. @default 268435456 */
  readonly tmpBytes?: number;
  /** Files, directories and links a service may keep in each of the two. @default 10000 */
  readonly directoryEntries?: number;
}

/** Directories that a service writes to and that have a quota. */
export type BoundedDirectory = 'storage' | 'tmp' | 'vault';

/** Value of the label `limit` of `host_limit_reached_total`. */
export type LimitName =
  | 'modules_bytes'
  | 'modules'
  | 'blueprints'
  | 'services_per_scope'
  | 'workers'
  | `${BoundedDirectory}_${'bytes' | 'entries'}`;

/** The bounds in force, and the counter of those that were reached. */
export class Quotas {
  readonly values: Required<QuotasInit>;
  readonly #metrics: HostMetrics;

  constructor(init: QuotasInit, { metrics }: { metrics: HostMetrics }) {
    this.#metrics = metrics;
    this.values = {
      modulesBytes: init.modulesBytes ?? MODULES_MAX_TOTAL_BYTES,
      modules: init.modules ?? MODULES_MAX_COUNT,
      blueprints: init.blueprints ?? BLUEPRINTS_MAX_COUNT,
      servicesPerScope: init.servicesPerScope ?? SERVICES_MAX_PER_SCOPE,
      workers: init.workers ?? WORKERS_MAX_COUNT,
      vaultBytes: init.vaultBytes ?? VAULT_MAX_BYTES,
      vaultEntries: init.vaultEntries ?? VAULT_MAX_ENTRIES,
      storageBytes: init.storageBytes ?? STORAGE_MAX_BYTES,
      tmpBytes: init.tmpBytes ?? TMP_MAX_BYTES,
      directoryEntries: init.directoryEntries ?? DIRECTORY_MAX_ENTRIES,
    };
  }

  /** Counts a refusal. @returns the error to throw */
  reached(limit: LimitName, message: string): HostError {
    this.#metrics.limitReached.inc({ limit });
    return new ConvertedError('LIMIT', message);
  }

  /** Counts what the quotas of a service's directories refused; the service was told `ENOSPC`. */
  refused(refusals: readonly DirectoryRefusal[]): void {
    for (const { name, bytes, entries } of refusals) {
      this.#metrics.limitReached.inc({ limit: `${name}_bytes` }, bytes);
      this.#metrics.limitReached.inc({ limit: `${name}_entries` }, entries);
    }
  }
}
