import type { PeerScope } from '@noctiluca/host';
import type { KeyPair } from '@noctiluca/particle';
import type { Metrics } from '../observe/metrics.js';
import type { ActorScope } from './actor.js';

/** Keys and states of the workers that live on this peer. */
export interface WorkerKeys {
  /** Undefined for a worker that is not here (any more). */
  keyPairOf(workerId: string): KeyPair | undefined;
  /** Whether particles may run there. The host's own and the management peer's always may (spec/nox.md §2.2). */
  isActive(workerId: string): boolean;
}

export interface ScopesInit {
  readonly hostKeyPair: KeyPair;
  /** Peers whose particles run in an inactive worker's scope too. */
  readonly alwaysAdmitted: ReadonlySet<string>;
}

/** Identities that actors run as. */
export interface Scopes {
  readonly host: ActorScope;
  /** Undefined for a worker without a key here. */
  of(scope: PeerScope): ActorScope | undefined;
  /** Looked up at every turn, since a worker may be removed while its particles live. */
  seedOf(scope: PeerScope): Uint8Array | undefined;
  admits(scope: PeerScope, initPeerId: string): boolean;
}

export function createScopes(init: ScopesInit, workers: WorkerKeys | undefined, metrics: Metrics): Scopes {
  const { hostKeyPair, alwaysAdmitted } = init;
  const host: ActorScope = {
    scope: { kind: 'host' },
    peerId: hostKeyPair.peerId,
    label: 'host',
    metrics: metrics.scope({ kind: 'host' }, hostKeyPair.peerId),
  };
  const known = new Map<string, ActorScope>();

  /** Looked for when a worker is new: so there are no more than there were at a time, and one. */
  function forgetRemoved(): void {
    for (const [workerId, { metrics: its }] of known) {
      if (workers?.keyPairOf(workerId) !== undefined) continue;
      known.delete(workerId);
      its.remove();
    }
  }

  function workerScope(workerId: string): ActorScope | undefined {
    const keyPair = workers?.keyPairOf(workerId);
    if (keyPair === undefined) return undefined;
    let found = known.get(workerId);
    if (found === undefined) {
      forgetRemoved();
      const scope: PeerScope = { kind: 'worker', workerId };
      found = {
        scope,
        peerId: keyPair.peerId,
        label: workerId,
        metrics: metrics.scope(scope, keyPair.peerId),
      };
      known.set(workerId, found);
    }
    return found;
  }

  return {
    host,
    of: (scope) => (scope.kind === 'host' ? host : workerScope(scope.workerId)),
    seedOf: (scope) => (scope.kind === 'host' ? hostKeyPair.seed : workers?.keyPairOf(scope.workerId)?.seed),
    admits: (scope, initPeerId) =>
      scope.kind === 'host' || alwaysAdmitted.has(initPeerId) || workers?.isActive(scope.workerId) === true,
  };
}
