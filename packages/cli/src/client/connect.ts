import type { ClientPeer } from '@noctiluca/client';
import { CliError } from '../errors.js';
import { DEFAULT_DIAL_TIMEOUT_MS, DEFAULT_TTL_MS } from './defaults.js';

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
  const peer = await within(connecting, dialTimeoutMs).catch((cause: unknown) => {
    // One that connects after all would keep the process; one that does not has been told of already.
    connecting.then((late) => late.disconnect()).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('RELAY_UNREACHABLE', `Cannot connect to the relay ${options.relay}: ${reason}`, {
      cause,
    });
  });
  return { peer, close: () => peer.disconnect() };
}

/** The limit is for all of connecting, of which the dial is a part. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
