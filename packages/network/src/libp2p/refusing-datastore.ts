import type { KadDHTComponents } from '@libp2p/kad-dht';
import { NotFoundError } from './modules.js';

type Datastore = KadDHTComponents['datastore'];

class RecordRefusedError extends Error {
  override readonly name = 'RecordRefusedError';
}

const refuse = (): never => {
  throw new RecordRefusedError('this peer keeps no Kademlia records, it only routes');
};
const missing = (): never => {
  throw new NotFoundError('this peer keeps no Kademlia records');
};

async function* nothing() {}

/**
 * What Kademlia may store here: nothing. Records and providers of others are refused as in nox (spec/nox.md §1.9), where
 * they would otherwise be memory that any peer can fill.
 */
export function refusingDatastore(): Datastore {
  return {
    put: refuse,
    putMany: refuse,
    get: missing,
    getMany: missing,
    has: () => false,
    delete: () => {},
    deleteMany: nothing,
    query: nothing,
    queryKeys: nothing,
    batch: () => ({ put: refuse, delete: () => {}, commit: () => {} }),
  };
}
