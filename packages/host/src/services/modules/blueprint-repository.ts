import { isContentCid, type Store, type StoreTable } from '@noctiluca/store';
import { SHOWN_PATH_LENGTH } from '../../constants.js';
import { ConvertedError } from '../../errors.js';
import type { Quotas } from '../../quotas.js';
import type { BlueprintRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import { blueprintId } from './blueprint.js';
import { requireUnused } from './in-use.js';

export interface BlueprintRepositoryComponents {
  readonly store: Store;
  readonly registry: ServiceRegistry;
  readonly quotas: Quotas;
}

/** Blueprints of this peer (spec/nox.md §4.3). */
export class BlueprintRepository {
  readonly #store: Store;
  readonly #table: StoreTable<BlueprintRecord>;
  readonly #registry: ServiceRegistry;
  readonly #quotas: Quotas;

  constructor({ store, registry, quotas }: BlueprintRepositoryComponents) {
    this.#store = store;
    this.#registry = registry;
    this.#quotas = quotas;
    this.#table = store.table<BlueprintRecord>('blueprints');
  }

  /** Whether the modules exist is not looked at. @returns the id @throws HostError `INVALID`, `LIMIT` */
  async add(blueprint: BlueprintRecord): Promise<string> {
    const id = blueprintId(blueprint);
    await this.#store.transaction(() => {
      if (this.#table.get(id) === undefined) this.#requireRoom(blueprint.name);
      this.#table.put(id, blueprint);
    });
    return id;
  }

  /** Removes a blueprint that no service runs (ours). @throws HostError `NOT_FOUND`, `IN_USE` with the services */
  async remove(id: string): Promise<void> {
    await this.#store.transaction(() => {
      this.get(id);
      const services = this.#registry.all().filter(({ blueprintId }) => blueprintId === id);
      requireUnused(
        `blueprint '${shownId(id)}'`,
        'services',
        services.map(({ serviceId, aliases }) => [serviceId, ...aliases].join(' ')),
      );
      this.#table.remove(id);
    });
  }

  /** Blueprints that name a module. */
  usersOf(cid: string): { id: string; blueprint: BlueprintRecord }[] {
    return this.list().filter(({ blueprint }) => blueprint.dependencies.includes(cid));
  }

  /** Undefined when there is none. */
  find(id: string): BlueprintRecord | undefined {
    return isContentCid(id) ? this.#table.get(id) : undefined;
  }

  /** @throws HostError `NOT_FOUND` */
  get(id: string): BlueprintRecord {
    const blueprint = this.find(id);
    if (blueprint === undefined)
      throw new ConvertedError('NOT_FOUND', `Blueprint '${shownId(id)}' wasn't found`);
    return blueprint;
  }

  /** In the order of their ids. */
  list(): { id: string; blueprint: BlueprintRecord }[] {
    return [...this.#table.entries()].map(([id, blueprint]) => ({ id, blueprint }));
  }

  #requireRoom(name: string): void {
    const { blueprints: bound } = this.#quotas.values;
    if (this.#table.count() < bound) return;
    const reason = `Cannot add blueprint '${name}': this peer keeps at most ${bound}, remove one first`;
    throw this.#quotas.reached('blueprints', reason);
  }
}

function shownId(id: string): string {
  return id.slice(0, SHOWN_PATH_LENGTH);
}
