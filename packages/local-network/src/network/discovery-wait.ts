import { setTimeout as delay } from 'node:timers/promises';
import { LocalNetworkError } from '../errors.js';
import type { LocalPeer } from '../state/local-state.js';

/** Milliseconds peers may take to learn of each other; on one machine it is a few dozen. */
const DISCOVERY_MS = 10_000;
const POLL_MS = 10;

/**
 * Waits until Kademlia knows the way between any two peers: the first, which all others joined through, holds every
 * one of them, and each of them holds at least one. A call to a peer by its id just before that would be lost.
 * @throws LocalNetworkError `PEER_FAILED`; the signal's reason when it aborts
 */
export async function waitForDiscovery(peers: readonly LocalPeer[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + DISCOVERY_MS;
  await Promise.all(
    peers.map(async ({ http, name }, index) => {
      const wanted = index === 0 ? peers.length - 1 : Math.min(1, peers.length - 1);
      while ((await routingTableSize(http, signal)) < wanted) {
        if (Date.now() > deadline) {
          throw new LocalNetworkError(
            'PEER_FAILED',
            `Peer ${name} found no other peer within ${DISCOVERY_MS} ms`,
          );
        }
        await delay(POLL_MS, undefined, { signal });
      }
    }),
  );
}

async function routingTableSize(http: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(`${http}/api/describe`, { signal });
  const { children } = (await response.json()) as {
    children: readonly { name: string; details?: { routingTable?: number } }[];
  };
  return children.find(({ name }) => name === 'network')?.details?.routingTable ?? 0;
}
