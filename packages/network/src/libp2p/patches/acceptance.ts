import type { NetworkLimits } from '../../init.js';
import type { Refusals } from '../../peers/refusals.js';

/** The part of libp2p's connection manager that decides about incoming connections. */
export interface Acceptor {
  acceptIncomingConnection(connection: { remoteAddr: { toString(): string } }): boolean | Promise<boolean>;
  afterUpgradeInbound(): void;
  getConnections(): readonly unknown[];
}

/** Tells which bound a connection met that libp2p refuses: it says so in its own log only. */
export function watchAcceptance(
  acceptor: Acceptor,
  { connections, pendingInbound }: Pick<NetworkLimits, 'connections' | 'pendingInbound'>,
  refusals: Refusals,
): void {
  const accept = acceptor.acceptIncomingConnection.bind(acceptor);
  const after = acceptor.afterUpgradeInbound.bind(acceptor);
  let pending = 0;
  acceptor.acceptIncomingConnection = async (connection) => {
    const isTaken = await accept(connection);
    if (isTaken) pending += 1;
    // In libp2p's order.
    else refusals.refused(reason(), connection.remoteAddr.toString());
    return isTaken;
  };
  acceptor.afterUpgradeInbound = () => {
    pending -= 1;
    after();
  };

  function reason() {
    if (pending >= pendingInbound) return 'too-many-pending';
    return acceptor.getConnections().length >= connections ? 'too-many-connections' : 'too-fast';
  }
}
