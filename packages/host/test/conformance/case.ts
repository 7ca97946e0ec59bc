import type { JsonValue } from '@noctiluca/marine';
import type { CallOptions, TestHost } from '../utils/test-host.js';

/** What the cases find on the host. */
export interface World extends TestHost {
  /** A running service with the alias `greeting`. */
  readonly service: {
    readonly serviceId: string;
    readonly blueprintId: string;
    readonly effector: string;
    readonly greeting: string;
  };
}

type Of<T> = T | ((world: World) => T | Promise<T>);

/** One call of a built-in and what must come of it. */
export interface ConformanceCase {
  /** `service.function`. */
  readonly fn: string;
  /** What the case shows, when the arguments don't say it. */
  readonly why?: string;
  readonly args?: Of<readonly JsonValue[]>;
  readonly how?: Of<CallOptions>;
  /** The whole result, or a check of it. */
  readonly result?: Of<JsonValue> | { readonly check: (result: JsonValue, world: World) => void };
  /** The whole error text, or a pattern of it. */
  readonly error?: string | RegExp | ((world: World) => string | RegExp | Promise<string>);
}

export const asManagement = (world: World): CallOptions => ({ by: world.management });

/** Text of the guard of protected functions (spec/nox.md §3.0). */
export const PROTECTED = 'This function is only available to the host or worker spells';
