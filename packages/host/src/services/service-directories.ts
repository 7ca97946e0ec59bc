import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@noctiluca/lifecycle';
import type { DirectoryQuota } from '@noctiluca/marine';
import { PRIVATE_MODE, VAULT_GUEST_PATH } from '../constants.js';
import { makeDirectory, removeTree, sweepDirectory } from '../directories.js';
import { messageOf } from '../errors.js';
import type { HostMetrics } from '../metrics.js';
import type { BoundedDirectory, Quotas } from '../quotas.js';
import { filesId, type ServiceRecord } from './records.js';

export interface ServiceDirectoriesInit {
  readonly storage: string;
  readonly ephemeral: string;
}

export interface ServiceDirectoriesComponents {
  /** Directory of the vaults of the scope a service belongs to. */
  readonly vaultsOf: (record: ServiceRecord) => Promise<string>;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

/** Guest path to real path. */
export type MappedDirectories = Readonly<Record<string, string>>;

const SERVICE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Directories of services (spec/nox.md §4.4). They come before the service's record and go after it, so one that is half
 * made or half removed belongs to no service, and the next start removes it.
 */
export class ServiceDirectories {
  readonly #init: ServiceDirectoriesInit;
  readonly #components: ServiceDirectoriesComponents;

  constructor(init: ServiceDirectoriesInit, components: ServiceDirectoriesComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** Removes what lasts no restart, and what belongs to none of the services that exist. */
  async start(records: readonly ServiceRecord[]): Promise<void> {
    const { storage, ephemeral } = this.#init;
    const kept = new Set(records.map(filesId));
    for (const path of [storage, ephemeral]) await mkdir(path, { recursive: true, mode: PRIVATE_MODE });
    const isService = (name: string) => SERVICE_ID.test(name);
    const temporary = await sweepDirectory(ephemeral, isService);
    const orphaned = await sweepDirectory(storage, (name) => isService(name) && !kept.has(name));
    if (temporary + orphaned > 0) {
      this.#components.logger.info({ temporary, orphaned }, 'Removed directories of earlier services');
    }
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
    const vaults = await this.#components.vaultsOf(record);
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

  /** How much a service may keep in its directories; the vaults have quotas of their own. */
  quotasOf(record: ServiceRecord): readonly DirectoryQuota[] {
    const { storageBytes, tmpBytes, directoryEntries: maxEntries } = this.#components.quotas.values;
    const { storage, ephemeral } = this.#init;
    const quota = (name: BoundedDirectory, path: string, maxBytes: number) => ({
      ...{ name, path, maxBytes, maxEntries },
    });
    return [
      quota('storage', join(storage, filesId(record)), storageBytes),
      quota('tmp', join(ephemeral, record.serviceId), tmpBytes),
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
        const reason = messageOf(error);
        logger.warn(
          { serviceId, path, reason },
          'A directory of a removed service stays until the next start',
        );
      }
    }
  }
}
