import type { Store, StoreTable } from '@noctiluca/store';
import { scopeKey, scopeText } from '../../access/peer-scope.js';
import { RESERVED_ALIASES, WORKER_SPELL_ALIAS } from '../../constants.js';
import { ConvertedError } from '../../errors.js';
import type { PeerScope } from '../../host.js';
import { nameProblem, requireName } from './names.js';
import type { AliasRecord, ServiceRecord } from './records.js';

/** Which services and aliases exist, per scope, in the store: nothing of it is kept in memory. */
export class ServiceRegistry {
  readonly #store: Store;
  readonly #services: StoreTable<ServiceRecord>;
  readonly #aliases: StoreTable<AliasRecord>;

  constructor({ store }: { store: Store }) {
    this.#store = store;
    this.#services = store.table<ServiceRecord>('services');
    this.#aliases = store.table<AliasRecord>('aliases');
  }

  /** Runs `body`, which may use `insert`, `erase` and `alias`, as one transaction of the store. */
  transaction<R>(body: () => R): Promise<R> {
    return this.#store.transaction(body);
  }

  /** Adds or changes a service, within a transaction. Its aliases are given with `alias`. */
  insert(scope: PeerScope, record: ServiceRecord): void {
    this.#services.put(key(scope, record.serviceId), record);
  }

  /** Removes a service and its aliases, within a transaction. @returns what was there */
  erase(scope: PeerScope, serviceId: string): ServiceRecord | undefined {
    const record = this.get(scope, serviceId);
    if (record === undefined) return undefined;
    for (const alias of record.aliases) this.#aliases.remove(key(scope, alias));
    this.#services.remove(key(scope, serviceId));
    return record;
  }

  /**
   * Points an alias to a service, within a transaction; one already used moves there (spec/nox.md §4.5).
   * @param mayReserve whether `worker-spell` may be given
   * @throws HostError `INVALID`, `NOT_FOUND`
   */
  alias(scope: PeerScope, alias: string, idOrAlias: string, mayReserve: boolean): void {
    requireName('alias', alias);
    this.#requireFree(scope, alias, mayReserve);
    const target = this.require(scope, idOrAlias);
    const holder = this.resolveAlias(scope, alias);
    if (holder?.serviceId === target.serviceId) return;
    if (holder !== undefined) this.insert(scope, { ...holder, aliases: without(holder.aliases, alias) });
    this.insert(scope, { ...target, aliases: [...target.aliases, alias] });
    this.#aliases.put(key(scope, alias), { serviceId: target.serviceId });
  }

  /** By id only. */
  get(scope: PeerScope, serviceId: string): ServiceRecord | undefined {
    return this.#services.get(key(scope, serviceId));
  }

  /** By id, else by alias. */
  resolve(scope: PeerScope, idOrAlias: string): ServiceRecord | undefined {
    if (nameProblem(idOrAlias) !== undefined) return undefined;
    return this.get(scope, idOrAlias) ?? this.resolveAlias(scope, idOrAlias);
  }

  resolveAlias(scope: PeerScope, alias: string): ServiceRecord | undefined {
    const target = nameProblem(alias) === undefined ? this.#aliases.get(key(scope, alias)) : undefined;
    return target === undefined ? undefined : this.get(scope, target.serviceId);
  }

  /** As `resolve`. @throws HostError `NOT_FOUND` */
  require(scope: PeerScope, idOrAlias: string): ServiceRecord {
    const record = this.resolve(scope, idOrAlias);
    if (record !== undefined) return record;
    throw new ConvertedError(
      'NOT_FOUND',
      `Service with id '${idOrAlias.slice(0, 300)}' not found on ${scopeText(scope)}`,
    );
  }

  count(scope: PeerScope): number {
    return this.#services.count({ prefix: key(scope, '') });
  }

  list(scope: PeerScope): ServiceRecord[] {
    return [...this.#services.entries({ prefix: key(scope, '') })].map(([, record]) => record);
  }

  /** Services of every scope. */
  all(): ServiceRecord[] {
    return [...this.#services.entries()].map(([, record]) => record);
  }

  #requireFree(scope: PeerScope, alias: string, mayReserve: boolean): void {
    if (this.get(scope, alias) !== undefined) {
      throw new ConvertedError(
        'INVALID',
        `Cannot add alias '${alias}' because there is a service with that id`,
      );
    }
    if (RESERVED_ALIASES.includes(alias) || (alias === WORKER_SPELL_ALIAS && !mayReserve)) {
      throw new ConvertedError('INVALID', `Cannot add alias '${alias}' because it is reserved`);
    }
  }
}

function without(aliases: readonly string[], alias: string): string[] {
  return aliases.filter((other) => other !== alias);
}

function key(scope: PeerScope, name: string): string {
  return `${scopeKey(scope)}/${name}`;
}
