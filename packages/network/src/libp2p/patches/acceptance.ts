import type { NetworkLimits } from '../../init.js';
import type { RefusalReason, Refusals } from '../../peers/refusals.js';
import type { Internals } from './internals.js';

type Incoming = { remoteAddr: { toString(): string } };

/** The part of libp2p's connection manager that decides about incoming connections. */
interface Acceptor {
  acceptIncomingConnection(connection: Incoming): boolean;
  afterUpgradeInbound(): void;
  getConnections(): readonly unknown[];
}

export interface AcceptanceComponents {
  readonly refusals: Refusals;
  readonly internals: Internals;
}

/**
 * Tells which bound a connection met that libp2p refuses: it says so in its own log only. Without these methods it
 * refuses all the same, and nobody is told.
 */
export function watchAcceptance(
  connectionManager: object,
  { connections, pendingInbound }: Pick<NetworkLimits, 'connections' | 'pendingInbound'>,
  { refusals, internals }: AcceptanceComponents,
): void {
  if (!internals.found('accept-incoming', isAcceptor(connectionManager))) return;
  const acceptor = connectionManager as Acceptor;
  const accept = acceptor.acceptIncomingConnection.bind(acceptor);
  const after = acceptor.afterUpgradeInbound.bind(acceptor);
  let pending = 0;
  // Not later: to libp2p a promise is a yes.
  acceptor.acceptIncomingConnection = (connection) => {
    const isTaken = accept(connection);
    if (isTaken) pending += 1;
    // In libp2p's order.
    else refusals.refused(reason(), connection.remoteAddr.toString());
    return isTaken;
  };
  acceptor.afterUpgradeInbound = () => {
    pending -= 1;
    after();
  };

  function reason(): RefusalReason {
    if (pending >= pendingInbound) return 'too-many-pending';
    return acceptor.getConnections().length >= connections ? 'too-many-connections' : 'too-fast';
  }
}

function isAcceptor(value: object): boolean {
  return ['acceptIncomingConnection', 'afterUpgradeInbound', 'getConnections'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  );
}
