import type { ClientNetwork } from '@noctiluca/network/client';

/** What a client needs of its network. */
export type RelayNetwork = Pick<
  ClientNetwork,
  'start' | 'stop' | 'dial' | 'isConnected' | 'ping' | 'abandon' | 'send'
>;

/** The network of a client that stays by itself. */
export const noRelayNetwork = (): RelayNetwork => ({
  start: async () => {},
  stop: async () => {},
  dial: async () => {},
  isConnected: () => false,
  ping: async () => 0,
  abandon: () => {},
  send: async () => ({ status: 'not-connected' }),
});
