import type { ClientNetwork } from '@noctiluca/network/client';

/** What a client needs of its network. */
export type Wire = Pick<
  ClientNetwork,
  'start' | 'stop' | 'dial' | 'isConnected' | 'ping' | 'abandon' | 'send'
>;
