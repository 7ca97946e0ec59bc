import type { JsonValue } from '@noctiluca/marine';
import type { KeyPair } from '@noctiluca/particle';
import type { CallOptions, TestPeer } from '../utils/test-peer.js';

/** What the cases find on the peer. */
export interface World extends TestPeer {
  /** A spell on the host with the alias `greeter` and the data `{"greeting": "hello"}`. */
  readonly spellId: string;
  /** A worker that `creator` made; it has a spell with the alias `resident`. */
  readonly worker: {
    readonly workerId: string;
    readonly scope: { kind: 'worker'; workerId: string };
    readonly keyPair: KeyPair;
  };
  readonly creator: KeyPair;
  readonly residentId: string;
}

type Of<T> = T | ((world: World) => T | Promise<T>);

/** One call of a built-in and what must come of it. */
export interface ConformanceCase {
  /** `service.function`. */
  readonly fn: string;
  /** The function that is called, when the row is the fallback of its service. */
  readonly name?: string;
  /** What the case shows, when the arguments don't say it. */
  readonly why?: string;
  readonly args?: Of<readonly JsonValue[]>;
  readonly how?: Of<CallOptions>;
  /** The whole result, or a check of it. */
  readonly result?:
    | Of<JsonValue>
    | { readonly check: (result: JsonValue, world: World) => void | Promise<void> };
  /** The whole error text, or a pattern of it. */
  readonly error?: string | RegExp | ((world: World) => string | RegExp);
}

export const byManagement = ({ management }: World): CallOptions => ({ by: management });
export const byHost = ({ keyPair }: World): CallOptions => ({ by: keyPair });

/** Calls in the scope of the worker. */
export const onWorker =
  (who: 'creator' | 'worker' | 'management' | 'host' | 'stranger') =>
  (world: World): CallOptions => {
    const { worker, creator, management, keyPair, stranger } = world;
    const by = { creator, worker: worker.keyPair, management, host: keyPair, stranger }[who];
    return { by, scope: worker.scope };
  };

/** A particle of the spell on the host. */
export const asGreeter = (world: World): CallOptions => world.asSpell(world.spellId);
