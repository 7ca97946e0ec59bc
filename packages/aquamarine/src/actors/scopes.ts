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
export class Scopes {
  readonly host: ActorScope;
  readonly #init: ScopesInit;
  readonly #workers: WorkerKeys | undefined;
  readonly #metrics: Metrics;
  readonly #known = new Map<string, ActorScope>();

  constructor(init: ScopesInit, workers: WorkerKeys | undefined, metrics: Metrics) {
    this.#init = init;
    this.#workers = workers;
    this.#metrics = metrics;
    this.host = this.#scopeOf({ kind: 'host' }, 'host', init.hostKeyPair);
  }

  /** Undefined for a worker without a key here. */
  of(scope: PeerScope): ActorScope | undefined {
    return scope.kind === 'host' ? this.host : this.#worker(scope.workerId);
  }

  /** Looked up at every turn, since a worker may be removed while its particles live. */
  seedOf(scope: PeerScope): Uint8Array | undefined {
    if (scope.kind === 'host') return this.#init.hostKeyPair.seed;
    return this.#workers?.keyPairOf(scope.workerId)?.seed;
  }

  admits(scope: PeerScope, initPeerId: string): boolean {
    if (scope.kind === 'host' || this.#init.alwaysAdmitted.has(initPeerId)) return true;
    return this.#workers?.isActive(scope.workerId) === true;
  }

  #worker(workerId: string): ActorScope | undefined {
    const keyPair = this.#workers?.keyPairOf(workerId);
    if (keyPair === undefined) return undefined;
    let found = this.#known.get(workerId);
    if (found === undefined) {
      this.#forgetRemoved();
      found = this.#scopeOf({ kind: 'worker', workerId }, workerId, keyPair);
      this.#known.set(workerId, found);
    }
    return found;
  }

  #scopeOf(scope: PeerScope, label: string, { peerId }: KeyPair): ActorScope {
    return { scope, peerId, label, metrics: this.#metrics.scope(scope, peerId) };
  }

  /** Looked for when a worker is new: so there are no more than there were at a time, and one. */
  #forgetRemoved(): void {
    for (const [workerId, { metrics }] of this.#known) {
      if (this.#workers?.keyPairOf(workerId) !== undefined) continue;
      this.#known.delete(workerId);
      metrics.remove();
    }
  }
}

export function createScopes(init: ScopesInit, workers: WorkerKeys | undefined, metrics: Metrics): Scopes {
  return new Scopes(init, workers, metrics);
}
