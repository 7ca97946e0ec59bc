interface Addressed {
  readonly multiaddrs: readonly string[];
}

/** The address js-client connects to. */
export function webSocketOf(peer: Addressed): string {
  return peer.multiaddrs.find((address) => address.includes('/ws'))!;
}

/** The plain tcp address. */
export function tcpOf(peer: Addressed): string {
  return peer.multiaddrs.find((address) => !address.includes('/ws'))!;
}
