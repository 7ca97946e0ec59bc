import type { PeerScope } from '@noctiluca/host';
import type { Actor } from './actor.js';

/** Actors by scope and signature: one particle on the host and two workers has three (spec/nox.md §2.2). */
export class ActorIndex {
  readonly #onHost = new Map<string, Actor>();
  readonly #onWorkers = new Map<string, Map<string, Actor>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(scope: PeerScope, key: string): Actor | undefined {
    return this.#mapOf(scope)?.get(key);
  }

  add(actor: Actor): void {
    const { scope } = actor.home;
    let actors = this.#mapOf(scope);
    if (actors === undefined) {
      actors = new Map();
      if (scope.kind === 'worker') this.#onWorkers.set(scope.workerId, actors);
    }
    actors.set(actor.key, actor);
    this.#size++;
  }

  remove(actor: Actor): void {
    const { scope } = actor.home;
    const actors = this.#mapOf(scope);
    if (actors?.delete(actor.key) !== true) return;
    this.#size--;
    if (scope.kind === 'worker' && actors.size === 0) this.#onWorkers.delete(scope.workerId);
  }

  all(): Actor[] {
    return [this.#onHost, ...this.#onWorkers.values()].flatMap((actors) => [...actors.values()]);
  }

  #mapOf(scope: PeerScope): Map<string, Actor> | undefined {
    return scope.kind === 'host' ? this.#onHost : this.#onWorkers.get(scope.workerId);
  }
}

export function createActorIndex(): ActorIndex {
  return new ActorIndex();
}
