import { MAX_SETUP_WRITES } from '../constants.js';
import type { SharedAddresses } from '../init.js';
import type { AddressShare } from '../network.js';
import { addressShare } from './address-share.js';
import type { RefusalReason, Refusals } from './refusals.js';
import { ShareCounts } from './share-counts.js';

/** An incoming connection of which nobody knows yet who is at its other end. */
export interface Arrival {
  readonly remoteAddr: { toString(): string };
  addEventListener(type: 'close', listener: () => void): void;
  abort(error: Error): void;
  send(data: never): boolean;
}

/** A connection that is up. */
interface Opened extends Pick<Arrival, 'remoteAddr'> {
  readonly direction: 'inbound' | 'outbound';
}

export interface ArrivalLimits {
  /** Being set up, of one prefix. */
  readonly pendingPerPrefix: number;
  /** Set up, of one prefix. */
  readonly connectionsPerPrefix: number;
  readonly sharedAddresses: SharedAddresses;
}

/** Incoming connections by where they come from: those being set up, and those that are up. */
export class Arrivals {
  readonly #limits: ArrivalLimits;
  readonly #refusals: Refusals;
  readonly #shares = new WeakMap<object, AddressShare | undefined>();
  readonly #pending = new ShareCounts();
  readonly #open = new ShareCounts();
  /** Those being set up, with what ends that. */
  readonly #begun = new WeakMap<object, () => void>();

  constructor(limits: ArrivalLimits, refusals: Refusals) {
    this.#limits = limits;
    this.#refusals = refusals;
  }

  /** Asked for with each stream, hence remembered. */
  shareOf(connection: Pick<Arrival, 'remoteAddr'>): AddressShare | undefined {
    if (this.#shares.has(connection)) return this.#shares.get(connection);
    const share = addressShare(connection.remoteAddr.toString(), this.#limits.sharedAddresses);
    this.#shares.set(connection, share);
    return share;
  }

  /** Takes one that is to be set up. @returns false for one that is refused */
  begin(arrival: Arrival): boolean {
    const share = this.shareOf(arrival);
    const reason = this.#reasonAgainst(share);
    if (reason !== undefined) {
      this.#refusals.refused(reason, `${arrival.remoteAddr} in ${share?.prefix}`);
      return false;
    }
    this.#pending.add(share);
    const unbind = this.#boundWrites(arrival);
    this.#begun.set(arrival, () => {
      this.#begun.delete(arrival);
      this.#pending.remove(share);
      unbind();
    });
    arrival.addEventListener('close', () => this.settled(arrival));
    return true;
  }

  #reasonAgainst(share: AddressShare | undefined): RefusalReason | undefined {
    const { pendingPerPrefix, connectionsPerPrefix } = this.#limits;
    if (this.#pending.isFull(share, pendingPerPrefix)) return 'too-many-pending-of-prefix';
    return this.#open.isFull(share, connectionsPerPrefix) ? 'too-many-of-prefix' : undefined;
  }

  /** Its being set up is over, one way or the other. */
  settled(arrival: object): void {
    this.#begun.get(arrival)?.();
  }

  opened(connection: Opened): void {
    if (connection.direction === 'inbound') this.#open.add(this.shareOf(connection));
  }

  closed(connection: Opened): void {
    if (connection.direction === 'inbound') this.#open.remove(this.shareOf(connection));
  }

  /**
   * Each proposal of a protocol that we lack has one answer: who proposes without an end is answered so often. Layers above
   * keep the `send` they found, so it stays in their way for good.
   * @returns ends the bound
   */
  #boundWrites(arrival: Arrival): () => void {
    const send = arrival.send.bind(arrival);
    let left = MAX_SETUP_WRITES;
    arrival.send = (data) => {
      if (left-- > 0) return send(data);
      this.#refusals.refused('too-many-proposals', arrival.remoteAddr.toString());
      arrival.abort(new Error('too many proposals'));
      return false;
    };
    return () => {
      left = Number.POSITIVE_INFINITY;
    };
  }
}
