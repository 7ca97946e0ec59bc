import type { Store, StoreTable } from '@noctiluca/store';
import { HostError } from '../errors.js';
import { blueprintId } from './blueprint.js';
import type { BlueprintRecord } from './records.js';

/** Blueprints of this peer (spec/nox.md §4.3). */
export class BlueprintRepository {
  readonly #store: Store;
  readonly #table: StoreTable<BlueprintRecord>;

  constructor({ store }: { store: Store }) {
    this.#store = store;
    this.#table = store.table<BlueprintRecord>('blueprints');
  }

  /** Whether the modules exist is not looked at. @returns the id @throws HostError `INVALID`, `LIMIT` */
  async add(blueprint: BlueprintRecord): Promise<string> {
    const id = blueprintId(blueprint);
    await this.#store.transaction(() => this.#table.put(id, blueprint));
    return id;
  }

  /** @throws HostError `NOT_FOUND` */
  get(id: string): BlueprintRecord {
    const blueprint = this.#table.get(id);
    if (blueprint === undefined) throw new HostError('NOT_FOUND', `Blueprint '${id}' wasn't found`);
    return blueprint;
  }

  /** In the order of their ids. */
  list(): { id: string; blueprint: BlueprintRecord }[] {
    return [...this.#table.entries()].map(([id, blueprint]) => ({ id, blueprint }));
  }
}
