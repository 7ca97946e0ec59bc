import type { BlobStore, Store } from '@noctiluca/store';
import { HostError } from '../errors.js';
import type { ServiceDirectories } from '../services/instances/service-directories.js';

/** Whose state this is; key: `peer`. */
type StateRecord = { peerId: string };

export interface StateMarkComponents {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly directories: ServiceDirectories | undefined;
}

/**
 * What tells a new state from one that lost a part: without it a peer whose store is missing would begin anew, over the
 * files of its services, and one whose key is missing as somebody else.
 */
export class StateMark {
  readonly #components: StateMarkComponents;

  constructor(components: StateMarkComponents) {
    this.#components = components;
  }

  /**
   * Marks a new state. Nothing else of the host reads or writes before.
   * @param peerId of the host @param isEmpty whether the store has no services and no modules
   * @throws HostError `BROKEN_STATE` when only the store is new, or the state is of another peer
   */
  async require(peerId: string, isEmpty: boolean): Promise<void> {
    const { store } = this.#components;
    const table = store.table<StateRecord>('state');
    const mark = table.get('peer');
    if (mark === undefined && isEmpty) await this.#requireNoFiles();
    if (mark !== undefined && mark.peerId !== peerId) throw ofAnother(mark.peerId, peerId);
    if (mark === undefined) await store.transaction(() => table.put('peer', { peerId }));
  }

  async #requireNoFiles(): Promise<void> {
    const { blobs, directories } = this.#components;
    const [services, modules] = [(await directories?.count()) ?? 0, (await blobs.list()).length];
    if (services + modules === 0) return;
    throw new HostError(
      'BROKEN_STATE',
      `The store is new or empty, but there are files of ${services} services and ${modules} modules that it knew: put the ` +
        'store back from a backup, or move those files away to begin anew. Nothing was changed',
    );
  }
}

function ofAnother(owner: string, peerId: string): HostError {
  return new HostError(
    'BROKEN_STATE',
    `The state is that of peer ${owner}, but the key is that of ${peerId}: put back the root key, or begin with an empty ` +
      'directory. Nothing was changed',
  );
}
