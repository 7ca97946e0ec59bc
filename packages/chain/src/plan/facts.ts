/** As the contract of a deal has it, in the words of nox (spec/nox.md §3.12). */
export type DealStatus = 'INSUFFICIENT_FUNDS' | 'ACTIVE' | 'ENDED' | 'NOT_ENOUGH_WORKERS' | 'SMALL_BALANCE';

/** A deal that units of this peer are in. */
export interface DesiredDeal {
  /** Lower-case without 0x. */
  readonly dealId: string;
  /** 0x-hex. */
  readonly unitIds: readonly string[];
  /** 0x-hex; the worker's id on the chain. */
  readonly onchainWorkerId: string;
  /** What its contract says; it may not have been readable. */
  readonly state: DealState | Unread;
}

export interface DealState {
  readonly ok: true;
  readonly status: DealStatus;
  readonly appCid: string;
}

/** Why something could not be read. */
export interface Unread {
  readonly ok: false;
  readonly error: string;
}

/** All deals of this peer, as of a block: nothing is missing. */
export interface DesiredListing {
  readonly ok: true;
  /** The chain was read at this block or a later one. */
  readonly block: number;
  readonly deals: readonly DesiredDeal[];
}

/** A worker of this peer. */
export interface ObservedWorker {
  readonly dealId: string;
  /** A peer id. */
  readonly workerId: string;
  readonly isActive: boolean;
  /**
   * The block of the last listing that had its deal, as the journal says; nothing for a worker that was not made for a deal of the
   * chain, as those of `workers deploy` are not.
   */
  readonly lastListedAt: number | undefined;
  /** Its installation spell, if there is one. */
  readonly spell: ObservedSpell | { readonly ok: true; readonly installed: undefined } | Unread;
}

export interface ObservedSpell {
  readonly ok: true;
  readonly installed: {
    /** The definition it was told to install. */
    readonly appCid: string;
    /** Whether it says that it has done so. */
    readonly isDone: boolean;
  };
}

/** All workers of this peer: nothing is missing. */
export interface ObservedListing {
  readonly ok: true;
  readonly workers: readonly ObservedWorker[];
}

/** What a plan is made from. */
export interface Facts {
  readonly desired: DesiredListing | Unread;
  readonly observed: ObservedListing | Unread;
  /** The worker that the chain has for each deal, a peer id; null for none. What could not be read is not in it. */
  readonly chain: ReadonlyMap<string, string | null>;
  /** Deals whose last step failed so shortly ago that they are left alone. @default none */
  readonly waiting?: ReadonlySet<string>;
}

interface OfWorker {
  readonly dealId: string;
  /** Nothing: the worker that the step before has made. */
  readonly workerId: string | undefined;
}

/** What is to be done next for a deal; steps of one deal are in their order, and those after one that failed are not done. */
export type Step =
  | { readonly kind: 'create-worker'; readonly dealId: string; readonly unitIds: readonly string[] }
  | ({ readonly kind: 'activate' } & OfWorker)
  | ({ readonly kind: 'deactivate' } & OfWorker)
  | ({ readonly kind: 'install-spell'; readonly appCid: string } & OfWorker)
  | ({ readonly kind: 'set-definition'; readonly appCid: string } & OfWorker)
  /** Tells the chain which worker this is. */
  | ({ readonly kind: 'register'; readonly onchainWorkerId: string } & OfWorker)
  /** Tells the chain that there is none any more, which sets the unit free. */
  | { readonly kind: 'leave-deal'; readonly dealId: string; readonly onchainWorkerId: string }
  | ({ readonly kind: 'remove-worker' } & OfWorker);

/** Why there are no steps for a deal, or not all that there might be. */
export interface Report {
  /** Nothing: all deals. */
  readonly dealId: string | undefined;
  readonly reason: /** Something could not be read: all is kept as it is. */
    | 'unknown'
    /** Its last step failed shortly ago. */
    | 'waiting'
    /** Its worker is somebody else's, or there are two. */
    | 'foreign';
  readonly message: string;
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly reports: readonly Report[];
}
