import type { ClientPeer } from '../peer/client-peer.js';
import type { ClientConfig } from '../peer/config.js';
import { createClient } from '../peer/create-client.js';
import type { RuntimeOptions } from '../peer/runtime-options.js';
import type { ConnectionState } from '../relay/connection-state.js';
import type { RelayOptions } from '../relay/relay-address.js';

const DEFAULT_CLIENT: unique symbol = Symbol.for('@noctiluca/client/default');

/** Where the default client is, for all copies of this package in a program: an alias installs one of its own. */
const shared: { [DEFAULT_CLIENT]?: ClientPeer | undefined } = globalThis as never;

/** The client of a program that has but one: generated functions use it when they are given none. */
export const Fluence = {
  get defaultClient(): ClientPeer | undefined {
    return shared[DEFAULT_CLIENT];
  },

  set defaultClient(client: ClientPeer | undefined) {
    shared[DEFAULT_CLIENT] = client;
  },

  /** @throws as `createClient` */
  async connect(
    relay: RelayOptions | readonly RelayOptions[],
    config?: ClientConfig,
    runtime?: RuntimeOptions,
  ): Promise<void> {
    Fluence.defaultClient = await createClient(relay, config, runtime);
  },

  async disconnect(): Promise<void> {
    await Fluence.defaultClient?.disconnect();
    Fluence.defaultClient = undefined;
  },

  /** @returns the state now */
  onConnectionStateChange(handler: (state: ConnectionState) => void): ConnectionState {
    return Fluence.defaultClient?.onConnectionStateChange(handler) ?? 'disconnected';
  },

  /** @throws Error before `connect` */
  getClient(): ClientPeer {
    if (Fluence.defaultClient !== undefined) return Fluence.defaultClient;
    throw new Error('Fluence client is not initialized. Call Fluence.connect() first');
  },
};

/** `Fluence.connect` by itself. @throws as `createClient` */
export const connect: typeof Fluence.connect = (...args) => Fluence.connect(...args);

/** @throws Error in js-client's words */
export function defaultPeer(): ClientPeer {
  if (Fluence.defaultClient !== undefined) return Fluence.defaultClient;
  throw new Error(
    'Could not register Aqua service because the client is not initialized. Did you forget to call Fluence.connect()?',
  );
}
