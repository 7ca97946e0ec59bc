import type { PeerScope } from '@noctiluca/host';
import type { Actor } from './actor.js';

/** Actors by scope and signature: one particle on the host and two workers has three (spec/nox.md §2.2). */
export interface ActorIndex {
  readonly size: number;
  find(scope: PeerScope, key: string): Actor | undefined;
  add(actor: Actor): void;
  remove(actor: Actor): void;
  all(): Actor[];
}

export function createActorIndex(): ActorIndex {
  const onHost = new Map<string, Actor>();
  const onWorkers = new Map<string, Map<string, Actor>>();
  let size = 0;
  const mapOf = (scope: PeerScope) => (scope.kind === 'host' ? onHost : onWorkers.get(scope.workerId));
  return {
    get size() {
      return size;
    },
    find: (scope, key) => mapOf(scope)?.get(key),
    add(actor) {
      const { scope } = actor.home;
      let actors = mapOf(scope);
      if (actors === undefined) {
        actors = new Map();
        if (scope.kind === 'worker') onWorkers.set(scope.workerId, actors);
      }
      actors.set(actor.key, actor);
      size++;
    },
    remove(actor) {
      const { scope } = actor.home;
      const actors = mapOf(scope);
      if (actors?.delete(actor.key) !== true) return;
      size--;
      if (scope.kind === 'worker' && actors.size === 0) onWorkers.delete(scope.workerId);
    },
    all: () => [onHost, ...onWorkers.values()].flatMap((actors) => [...actors.values()]),
  };
}
