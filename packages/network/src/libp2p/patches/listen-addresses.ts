/** The part of libp2p's transports that knows where they listen, whatever is announced. */
interface TransportManager {
  getAddrs(): { toString(): string }[];
}

/** Where libp2p really listens; undefined when it does not say. */
export function listenAddressesOf(transportManager: unknown): (() => string[]) | undefined {
  if (!isTransportManager(transportManager)) return undefined;
  return () => transportManager.getAddrs().map(String);
}

function isTransportManager(value: unknown): value is TransportManager {
  return (
    typeof value === 'object' && value !== null && 'getAddrs' in value && typeof value.getAddrs === 'function'
  );
}
