import { type ClientPeer, callExactly, createClient, type ExactCall } from '@noctiluca/client';
import type { JsonValue } from '@noctiluca/marine';
import { reach } from './reach.js';
import type { StartingAvm } from './start-avm.js';

export interface CallerOptions {
  /** WebSocket multiaddr with peer id; a call that stays in the client needs none. */
  readonly relay: string | undefined;
  /** 32-byte seed of the client's key; a new key when undefined. */
  readonly seed: Uint8Array | undefined;
  /** Milliseconds. */
  readonly dialTimeoutMs: number;
  /** The id of each particle goes to standard output, in the words of js-client. */
  readonly printParticleId: boolean;
}

/** Told the id of a call's particle before it leaves. */
export type OnParticle = (particleId: string) => void;

/**
 * Makes one call and ends the client it needs for that.
 * @returns what the script hands to `callbackSrv.response`, as AIR has it; nothing of a void one
 * @throws CliError `RELAY_UNREACHABLE`; AvmError; what the client rejects with
 */
export async function callOnce(
  call: ExactCall,
  avm: StartingAvm,
  options: CallerOptions,
): Promise<readonly JsonValue[]> {
  const { relay, dialTimeoutMs } = options;
  const connecting = connected(options);
  const peer = await reach(connecting, relay ?? 'of this client', dialTimeoutMs);
  try {
    await avm;
    return await callExactly(peer, call);
  } finally {
    await peer.disconnect();
  }
}

function connected({ relay, seed, dialTimeoutMs, printParticleId }: CallerOptions): Promise<ClientPeer> {
  return createClient(relay ?? [], {
    keyPair: { type: 'Ed25519', source: seed ? Uint8Array.from(seed) : 'random' },
    connectionOptions: { dialTimeoutMs },
    debug: { printParticleId },
  });
}
