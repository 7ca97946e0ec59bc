import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from '@libp2p/interface';
import type { Internals } from './internals.js';

/** The part of libp2p's connection manager that dials; libp2p itself and Kademlia dial through it. */
interface Dialler {
  // biome-ignore lint/suspicious/noExplicitAny: whatever libp2p takes
  openConnection(target: any, options?: any): Promise<Connection>;
}

/**
 * Lets each dial begin in a turn of the event loop of its own. libp2p lets a dial join one to the same peer that is under
 * way, also in the moment when that one has failed and told everybody so: who joins then waits for all the time it has.
 * A query of Kademlia that is given up while it dials the peer it was to find makes such moments. Without `openConnection` it dials as it does.
 */
export function dialAfresh(connectionManager: object, internals: Internals): void {
  if (!internals.found('open-connection', isDialler(connectionManager))) return;
  const dialler = connectionManager as Dialler;
  const open = dialler.openConnection.bind(dialler);
  dialler.openConnection = async (target, options) => {
    await nextTurn();
    return open(target, options);
  };
}

function isDialler(value: object): value is Dialler {
  return 'openConnection' in value && typeof value.openConnection === 'function';
}
