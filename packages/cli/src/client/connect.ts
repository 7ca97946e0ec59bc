import type { ClientPeer } from '@noctiluca/client';
import { DEFAULT_DIAL_TIMEOUT_MS, DEFAULT_TTL_MS } from './defaults.js';
import { reach } from './reach.js';

export interface ClientOptions {
  /** WebSocket multiaddr with peer id. */
  readonly relay: string;
  /** 32-byte seed of the client's key; a new key when undefined. */
  readonly seed?: Uint8Array;
  readonly ttlMs?: number;
  readonly dialTimeoutMs?: number;
  /** The id of each particle goes to standard output, in the words of js-client. @default false */
  readonly printParticleId?: boolean;
}

/** A connected client, and the way to end it. */
export interface Client {
  readonly peer: ClientPeer;
  close(): Promise<void>;
}

/** @throws CliError `RELAY_UNREACHABLE` */
export async function connect(options: ClientOptions): Promise<Client> {
  const { createClient } = await import('@noctiluca/client');
  const dialTimeoutMs = options.dialTimeoutMs ?? DEFAULT_DIAL_TIMEOUT_MS;
  const connecting = createClient(options.relay, {
    keyPair: { type: 'Ed25519', source: options.seed ? Uint8Array.from(options.seed) : 'random' },
    defaultTtlMs: options.ttlMs ?? DEFAULT_TTL_MS,
    connectionOptions: { dialTimeoutMs },
    debug: { printParticleId: options.printParticleId ?? false },
  });
  const peer = await reach(connecting, options.relay, dialTimeoutMs);
  return { peer, close: () => peer.disconnect() };
}
