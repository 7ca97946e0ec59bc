import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@noctiluca/lifecycle';
import type { DirectoryQuota } from '@noctiluca/marine';
import { PRIVATE_MODE, VAULT_GUEST_PATH } from '../../constants.js';
import { makeDirectory, namesIn, removeTree, setAside, sweepDirectory } from '../../files/directories.js';
import type { HostMetrics } from '../../metrics.js';
import type { BoundedDirectory, Quotas } from '../../quotas.js';
import { filesId, type ServiceRecord } from '../registry/records.js';

export interface ServiceDirectoriesInit {
  readonly storage: string;
  readonly ephemeral: string;
}

export interface ServiceDirectoriesComponents {
  readonly vaults: ScopeVaults;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

/** Directories of the vaults of the scope that a service belongs to. */
export interface ScopeVaults {
  /** Where it is. */
  pathOf(record: ServiceRecord): string;
  /** Makes it when it is not there. @returns where it is */
  prepare(record: ServiceRecord): Promise<string>;
}

/** Guest path to real path. */
export type MappedDirectories = Readonly<Record<string, string>>;

/** Where files of services go that are not here, by the time of the start that found them. */
const ORPHANS = 'orphans';

const SERVICE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Directories of services (spec/nox.md §4.4). They come before the service's record and go after it, so one that is half
 * made or half removed belongs to no service. The next start moves it aside and removes nothing: it may be the store that
 * forgot.
 */
export class ServiceDirectories {
  readonly #init: ServiceDirectoriesInit;
  readonly #components: ServiceDirectoriesComponents;

  constructor(init: ServiceDirectoriesInit, components: ServiceDirectoriesComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** How many services have something in `/storage`, whether their records are there or not. */
  async count(): Promise<number> {
    return (await namesIn(this.#init.storage)).filter(isServiceId).length;
  }

  /** Removes what lasts no restart, and moves aside what belongs to none of the services that exist. */
  async start(records: readonly ServiceRecord[]): Promise<void> {
    const { storage, ephemeral } = this.#init;
    const kept = new Set(records.map(filesId));
    for (const path of [storage, ephemeral]) await mkdir(path, { recursive: true, mode: PRIVATE_MODE });
    await sweepDirectory(ephemeral, isServiceId);
    const aside = join(storage, ORPHANS, new Date().toISOString().replaceAll(':', '-'));
    const orphaned = await setAside(storage, (name) => isServiceId(name) && !kept.has(name), aside);
    if (orphaned === 0) return;
    const { logger } = this.#components;
    logger.warn(
      { orphaned, aside },
      'Moved aside files of services that are not here; remove them when nobody misses them',
    );
  }

  /**
   * Makes the directories of a service.
   * @returns what each module sees, by module name
   * @throws HostError `BROKEN_STATE` when the service put something else in the place of one
   */
  async prepare(
    record: ServiceRecord,
    modules: readonly string[],
  ): Promise<ReadonlyMap<string, MappedDirectories>> {
    const { serviceId } = record;
    const storage = join(this.#init.storage, filesId(record));
    const ephemeral = join(this.#init.ephemeral, serviceId);
    const vaults = await this.#components.vaults.prepare(record);
    for (const path of [storage, ephemeral]) await makeDirectory(path);
    const mapped = modules.map(async (module) => {
      const [ownStorage, ownEphemeral] = [join(storage, module), join(ephemeral, module)];
      await makeDirectory(ownStorage);
      await makeDirectory(ownEphemeral);
      const directories = {
        '/storage': storage,
        '/storage/module': ownStorage,
        '/tmp': ephemeral,
        '/tmp/module': ownEphemeral,
        [VAULT_GUEST_PATH]: vaults,
      };
      return [module, directories] as const;
    });
    return new Map(await Promise.all(mapped));
  }

  /** How much a service may keep in its directories, and leave in a vault. */
  quotasOf(record: ServiceRecord): readonly DirectoryQuota[] {
    const { quotas, vaults } = this.#components;
    const { storageBytes, tmpBytes, directoryEntries, vaultBytes, vaultEntries } = quotas.values;
    const { storage, ephemeral } = this.#init;
    const quota = (name: BoundedDirectory, path: string, maxBytes: number, maxEntries: number) => ({
      ...{ name, path, maxBytes, maxEntries },
    });
    return [
      quota('storage', join(storage, filesId(record)), storageBytes, directoryEntries),
      quota('tmp', join(ephemeral, record.serviceId), tmpBytes, directoryEntries),
      { ...quota('vault', vaults.pathOf(record), vaultBytes, vaultEntries), of: 'each' },
    ];
  }

  /**
   * Removes the directories of a service that is gone (spec/nox.md §9.2 no. 19). Never rejects.
   * @param keepFiles another service has taken over what it kept
   */
  async remove(record: Pick<ServiceRecord, 'serviceId' | 'filesOf'>, keepFiles = false): Promise<void> {
    const { metrics, logger } = this.#components;
    const { serviceId } = record;
    const [ephemeral, storage] = [
      join(this.#init.ephemeral, serviceId),
      join(this.#init.storage, filesId(record)),
    ];
    for (const path of keepFiles ? [ephemeral] : [ephemeral, storage]) {
      try {
        await removeTree(path);
      } catch (error) {
        metrics.directoryLeftovers.inc();
        logger.warn({ serviceId, path, err: error }, 'A directory of a removed service stays');
      }
    }
  }
}

function isServiceId(name: string): boolean {
  return SERVICE_ID.test(name);
}
