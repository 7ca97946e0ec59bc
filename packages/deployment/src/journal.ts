// Type aliases, not interfaces: only these are assignable to the store's index signature.

export type ItemKind = 'service' | 'spell';

/** What a step that was begun does; in the journal until it ended. */
export type PendingAction = 'install' | 'update' | 'reinstall' | 'remove';

/** A service or spell that the deployer made, by its alias. */
export type ItemRecord = {
  kind: ItemKind;
  /** `''` while the first installation has not ended. */
  id: string;
  /** Digests of the initial values a spell was last given. */
  kv?: { [key: string]: string };
  /** Digest of all initial values as one object, where that is what is known: a worker spell wrote them. */
  kvCid?: string;
  pending?: PendingAction;
  /** Whether the state of a former version waits to be upgraded. */
  migrating?: boolean;
};

/** How far the initialisation of a package is. */
export type InitRecord = {
  /** Of `config` and of `fixed`, which it was made from. */
  digest: string;
  fixed: string;
  /** Ids of the calls that ended well. */
  done: string[];
  complete: boolean;
  /** Life of the peer it was made in. */
  life: string;
};

/**
 * What the deployer knows of a package on a peer; key: the package's name. Written before a step and after it, so that the
 * next plan tells what was cut off, what is the deployer's own, and what need not be done again.
 */
export type PackageRecord = {
  version: string;
  dependsOn: string[];
  items: { [alias: string]: ItemRecord };
  /** Absent: not begun since the services were made. */
  init?: InitRecord;
};

export type Journal = Readonly<Record<string, PackageRecord>>;
