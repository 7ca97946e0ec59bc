import { BoundedMap } from '@noctiluca/common/bounded-map';
import { MAX_ADDRESSES_PER_CONTACT, MAX_CONTACTS } from '../constants.js';
import { isLocalAddress } from './address-filter.js';

/** Multiaddr text without the trailing `/p2p/<id>`. */
export function withoutPeerId(address: string): string {
  return address.replace(/\/p2p\/[^/]+$/, '');
}

/**
 * Addresses of peers for the synchronous half of the interface; libp2p's own store answers only asynchronously. Fed
 * with identified and discovered addresses and those of successful dials. Bounded: the least recently seen go first.
 */
export class AddressBook {
  readonly #contacts = new BoundedMap<string, readonly string[]>(MAX_CONTACTS);
  readonly #allowLocal: boolean;

  constructor(allowLocal: boolean) {
    this.#allowLocal = allowLocal;
  }

  get(peerId: string): readonly string[] | undefined {
    return this.#contacts.get(peerId);
  }

  /** Replaces what is known; the local ones are left out unless allowed. */
  set(peerId: string, addresses: readonly string[]): void {
    const usable = [...new Set(addresses.map(withoutPeerId))].filter(
      (address) => this.#allowLocal || !isLocalAddress(address),
    );
    if (usable.length === 0) this.#contacts.delete(peerId);
    else this.#contacts.set(peerId, usable.slice(0, MAX_ADDRESSES_PER_CONTACT));
  }
}
