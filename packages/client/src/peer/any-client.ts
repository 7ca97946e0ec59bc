import type { JSONValue } from '../json.js';
import type { GenericCallServiceHandler } from '../services/calls.js';

/** By this a client is known, also to another copy of this package. */
export const BRAND = Symbol.for('@noctiluca/client');

/** A particle, as far as who calls a function looks at it. */
interface CallParticle {
  readonly id: string;
}

/** What bindings need of a client. js-client's has it too, so that bindings made for this package serve its users as well. */
export interface AnyClient {
  getPeerId(): string;
  readonly internals: {
    getRelayPeerId(): string;
    // biome-ignore lint/suspicious/noExplicitAny: js-client's particle is a class of its own
    createNewParticle(script: string, ttl?: number): Promise<any>;
    initiateParticle(
      // biome-ignore lint/suspicious/noExplicitAny: the same
      particle: any,
      onSuccess: (result: JSONValue) => void,
      onError: (error: Error) => void,
      fireAndForget?: boolean,
    ): void;
    readonly regHandler: {
      common(serviceId: string, fnName: string, handler: GenericCallServiceHandler): void;
      forParticle(
        particleId: CallParticle['id'],
        serviceId: string,
        fnName: string,
        handler: GenericCallServiceHandler,
      ): void;
    };
  };
}

/** Whether a value is a client: of this package, whichever copy made it, or js-client's. */
export function isClient(value: unknown): value is AnyClient {
  if (typeof value !== 'object' || value === null) return false;
  return BRAND in value || ('internals' in value && 'getPeerId' in value);
}
