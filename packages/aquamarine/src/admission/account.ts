import { type Aged, AgeList } from '../age-list.js';
import { AvmTime } from './avm-time.js';

/**
 * What is shared: `bytes` of memory, whatever they are for; `actors` alive; particles `queued` for the AVM; `tombstones`
 * of particles that ended.
 */
export const KINDS = ['bytes', 'actors', 'queued', 'tombstones'] as const;
export type Kind = (typeof KINDS)[number];

/** Where a holder stands among those of one of its accounts. */
export interface Place extends Aged<Place> {
  readonly holder: Holder;
}

/** One that holds something here and may have to let go of it: an actor. */
export interface Holder {
  readonly payer: Payer;
  /** Bytes that are counted for it. */
  heldBytes: number;
  /** Something of it is under way. */
  isBusy: boolean;
  /**
   * Among the busy or the idle ones of its accounts, in their order; undefined before it is opened, and of this peer's
   * own.
   */
  places: readonly Place[] | undefined;
  /** It was closed; what it still holds leaves by itself, soon. */
  isLeaving: boolean;
}

/** Who sent something, as it says and as the connection tells. */
export interface Origin {
  /** `init_peer_id`; whether it is true nobody looked yet. */
  readonly author: string;
  /** Peer at the other end of the connection; undefined for what was made here. */
  readonly connection: string | undefined;
  /** Of that connection's address, when the network tells. */
  readonly address?: AddressOrigin | undefined;
}

/** Where a connection comes from: `prefix` is what one machine or household has, `site` what holds many of these. */
export interface AddressOrigin {
  readonly prefix: string;
  readonly site: string;
}

/** Who pays for what a particle holds: its author, the connection it came through first, and that one's address and site. */
export interface Payer {
  /** The host, a worker or the management: never has to give way, and has a reserve. */
  readonly isOurs: boolean;
  readonly author: Account;
  readonly connection: Account;
  /** All of them. */
  readonly accounts: readonly Account[];
  /** Who shares turns in the AVM with its like, from the outside in: the site if there is one, the connection, the author. */
  readonly turns: readonly AvmTime[];
}

export const CLASSES = ['author', 'connection', 'prefix', 'site'] as const;
export type AccountClass = (typeof CLASSES)[number];

/** What an author, a connection, an address or a site holds here. */
export class Account {
  readonly class: AccountClass;
  readonly key: string;
  readonly use: Record<Kind, number> = { bytes: 0, actors: 0, queued: 0, tombstones: 0 };
  /** Actors that nothing is under way of, the one idle for longest first. They give way before the others. */
  readonly idle = new AgeList<Place>();
  /** The others, the oldest first. */
  readonly busy = new AgeList<Place>();
  /** Of an author: ended particles by a part of their signature, with the second they expire in; the oldest first. */
  readonly tombstones = new Map<string, number>();
  readonly time = new AvmTime();
  /** Of a connection: who paid for what came through it last. */
  lastPayer: Payer | undefined;

  constructor(ofClass: AccountClass, key: string) {
    this.class = ofClass;
    this.key = key;
  }

  get isEmpty(): boolean {
    const { bytes, actors, queued, tombstones } = this.use;
    return bytes === 0 && actors === 0 && queued === 0 && tombstones === 0;
  }
}
