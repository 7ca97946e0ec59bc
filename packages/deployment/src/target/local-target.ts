import { HOST_SCOPE, type ServiceRecord } from '@noctiluca/host';
import type { Store, StoreTable } from '@noctiluca/store';
import type { PackageRecord } from '../journal.js';
import type { Observed } from '../observed.js';
import { ScopeTarget, type ScopeTargetComponents, type ScopeTargetInit } from './scope-target.js';

export interface LocalTargetInit extends ScopeTargetInit {
  readonly hostPeerId: string;
  /** Of this start of the peer. */
  readonly life: string;
}

export interface LocalTargetComponents extends ScopeTargetComponents {
  readonly store: Store;
}

/** The host scope of this process's peer; the journal is a table of its store. */
export class LocalTarget extends ScopeTarget {
  readonly peerId: string;
  protected readonly scope = HOST_SCOPE;
  readonly #life: string;
  readonly #store: Store;
  readonly #journal: StoreTable<PackageRecord>;

  constructor(init: LocalTargetInit, components: LocalTargetComponents) {
    super(init, components);
    this.peerId = init.hostPeerId;
    this.#life = init.life;
    this.#store = components.store;
    this.#journal = components.store.table<PackageRecord>('system-services');
  }

  async observe(aliases: readonly string[]): Promise<Observed> {
    const journal = Object.fromEntries(this.#journal.entries());
    const known = Object.values(journal).flatMap(({ items }) => [
      ...Object.keys(items),
      ...Object.values(items).map(({ id }) => id),
    ]);
    const found = new Map<string, ServiceRecord>();
    for (const name of [...aliases, ...known]) {
      const record = name === '' ? undefined : this.services.resolve(HOST_SCOPE, name);
      if (record !== undefined) found.set(record.serviceId, record);
    }
    const items = [...found.values()].map((record) => this.observed(record));
    return { peerId: this.peerId, life: this.#life, items, journal, nowSec: this.nowSec() };
  }

  async record(name: string, record: PackageRecord | undefined): Promise<void> {
    await this.#store.transaction(() => {
      if (record === undefined) this.#journal.remove(name);
      else this.#journal.put(name, record);
    });
  }
}
