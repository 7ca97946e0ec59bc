import type { Contact, ContactResolution } from '../network.js';
import type { Routing } from './routing.js';

/** What a resolution needs of the network. */
export interface ContactBook {
  isConnected(peerId: string): boolean;
  getContact(peerId: string): Contact | undefined;
  connect(contact: Contact, options: { signal?: AbortSignal }): Promise<boolean>;
}

/**
 * Finds a way to a peer and takes it: a connection that stands, then addresses known from before, then Kademlia
 * (spec/nox.md §2.7). Known addresses that fail do not end it, as the peer may have moved.
 */
export async function resolveContact(
  peerId: string,
  book: ContactBook,
  routing: Routing,
  signal?: AbortSignal,
): Promise<ContactResolution> {
  const options = signal === undefined ? {} : { signal };
  const known = book.getContact(peerId);
  if (known !== undefined && (book.isConnected(peerId) || (await book.connect(known, options)))) {
    return { how: 'Local', contact: book.getContact(peerId) ?? known };
  }
  const discovery = await routing.discover(peerId, signal);
  if (!discovery.found) return { how: discovery.how, detail: discovery.detail };
  if (await book.connect({ peerId, addresses: discovery.addresses }, options)) {
    return {
      how: 'Kademlia',
      contact: book.getContact(peerId) ?? { peerId, addresses: discovery.addresses },
    };
  }
  // Who gave up dialling knows nothing of the peer.
  if (!signal?.aborted) await routing.unreachable(peerId);
  return {
    how: 'ConnectionFailed',
    detail: `none of its addresses answers: ${discovery.addresses.join(', ')}`,
  };
}
