import type { KeyPair } from '@noctiluca/particle';
import type { PeerScope } from '../host.js';

/** The identities that live on this peer: the host and its workers. */
export interface ScopeDirectory {
  /** Scope of a peer id that lives here; undefined for a remote peer. */
  scopeOf(peerId: string): PeerScope | undefined;
  /** Whether a scope is still there; false for a worker that was removed. */
  isThere(scope: PeerScope): boolean;
  /** Key of the host, or of a worker that is here and whose key could be read. */
  keyPairOf(scope: PeerScope): KeyPair | undefined;
  /** Peer that asked for a worker; undefined when the worker is not here. */
  creatorOf(workerId: string): string | undefined;
}
