import type { KeyPair } from '@noctiluca/particle';
import { HOST_SCOPE } from '../access/peer-scope.js';
import type { PeerScope } from '../host.js';
import type { ScopeDirectory } from '../ports/scope-directory.js';
import type { Worker } from './worker.js';
import type { WorkerKeys } from './worker-keys.js';

export interface WorkerDirectoryComponents {
  /** Of the host. */
  readonly keyPair: KeyPair;
  readonly keys: WorkerKeys;
}

/** Which workers are here: `Workers` writes it, and whoever judges or serves a scope reads it. */
export class WorkerDirectory implements ScopeDirectory {
  readonly #hostKeyPair: KeyPair;
  readonly #keys: WorkerKeys;
  readonly #workers = new Map<string, Worker>();

  constructor({ keyPair, keys }: WorkerDirectoryComponents) {
    this.#hostKeyPair = keyPair;
    this.#keys = keys;
  }

  get size(): number {
    return this.#workers.size;
  }

  /** In the order of their ids. */
  list(): Worker[] {
    return [...this.#workers.values()].sort((a, b) => (a.workerId < b.workerId ? -1 : 1));
  }

  get(workerId: string): Worker | undefined {
    return this.#workers.get(workerId);
  }

  /** A worker that is new, or has changed. */
  put(worker: Worker): void {
    this.#workers.set(worker.workerId, worker);
  }

  remove(workerId: string): void {
    this.#workers.delete(workerId);
  }

  scopeOf(peerId: string): PeerScope | undefined {
    if (peerId === this.#hostKeyPair.peerId) return HOST_SCOPE;
    return this.#workers.has(peerId) ? { kind: 'worker', workerId: peerId } : undefined;
  }

  isThere(scope: PeerScope): boolean {
    return scope.kind === 'host' || this.#workers.has(scope.workerId);
  }

  keyPairOf(scope: PeerScope): KeyPair | undefined {
    if (scope.kind === 'host') return this.#hostKeyPair;
    return this.#workers.has(scope.workerId) ? this.#keys.of(scope.workerId) : undefined;
  }

  creatorOf(workerId: string): string | undefined {
    return this.#workers.get(workerId)?.creatorPeerId;
  }
}
