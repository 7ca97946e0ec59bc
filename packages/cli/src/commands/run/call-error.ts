import type { LocalPeer } from '@noctiluca/local-network/control';
import { CliError } from '../../errors.js';

/** Where a call was made. */
export interface CallPlace {
  /** Multiaddr with peer id; undefined when the call stays in the client. */
  readonly relay: string | undefined;
  /** The peers of a network on this machine, none when it is down. */
  readonly localPeers: () => Promise<readonly LocalPeer[]>;
}

/**
 * What a call that failed is to the user. One without an answer is a `CALL_TIMEOUT`, also when a peer said early that none will
 * come (docs/adr/020): it has the particle's id, and what the peers said. A script may fail with any value of its own.
 */
export async function callError(cause: unknown, ttlMs: number, place: CallPlace): Promise<unknown> {
  if (cause instanceof CliError) return cause;
  const { code, message, particleId, reason } = factsOf(cause);
  if (code !== 'EXPIRED' && code !== 'LOST')
    return new CliError('CALL_FAILED', `The call failed: ${message}`, { cause });
  const peers = await place.localPeers().catch(() => []);
  const wait = code === 'LOST' ? 'No answer will come' : `No answer within ${ttlMs} ms`;
  const why = reason === undefined ? NOT_SAID : `: ${named(reason, peers)}.`;
  const text = `${wait}${why} ${traceOf(particleId, place.relay, peers)}`;
  return new CliError('CALL_TIMEOUT', text, { cause });
}

const NOT_SAID =
  ', and no peer said why. Is every peer of the call up, and its service deployed? Does the ttl suffice?';

interface Facts {
  readonly code: unknown;
  readonly message: string;
  readonly particleId: string;
  readonly reason: string | undefined;
}

function factsOf(cause: unknown): Facts {
  if (typeof cause !== 'object' || cause === null || !('message' in cause))
    return { code: undefined, message: String(cause), particleId: '', reason: undefined };
  const { code, message, particleId, reason } = cause as Record<string, unknown>;
  const said = typeof reason === 'string' && reason !== '' ? reason : undefined;
  return { code, message: String(message), particleId: String(particleId), reason: said };
}

/** Peers of the local network by the names that its user knows them by. */
function named(reason: string, peers: readonly LocalPeer[]): string {
  const withNames = (text: string, { name, peerId }: LocalPeer): string =>
    text.replaceAll(`peer ${peerId}:`, `${name} (${peerId}):`);
  return peers.reduce(withNames, reason);
}

/** Where the rest of the story is. */
function traceOf(particleId: string, relay: string | undefined, peers: readonly LocalPeer[]): string {
  const isHere = peers.some(({ peerId }) => relay?.endsWith(`/p2p/${peerId}`));
  return isHere
    ? `Particle ${particleId}; what peers know of it: fluence trace ${particleId}`
    : `Particle ${particleId}; what peers know of it: <http of a peer>/api/trace/${particleId}`;
}
