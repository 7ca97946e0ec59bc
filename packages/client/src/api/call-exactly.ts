import { type JsonValue, printJson } from '@noctiluca/marine/json';
import type { ClientPeer } from '../peer/client-peer.js';

export interface ExactCall {
  /** AIR, as the compiler makes it of a function. */
  readonly script: string;
  /** By the names of the function's parameters, as AIR has them. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Milliseconds. */
  readonly ttlMs: number;
  /** The function has no result: done when the particle has left. */
  readonly isVoid: boolean;
  /** Told the id of the particle before it leaves. @default nobody */
  readonly onParticle?: ((particleId: string) => void) | undefined;
}

/**
 * Calls a compiled function with values as AIR has them: 64-bit integers and floats keep their digits on both ways.
 * @returns what the script hands to `callbackSrv.response`; nothing of a void one
 * @throws as `callAquaFunction`
 */
export async function callExactly(
  peer: ClientPeer,
  { script, values, ttlMs, isVoid, onParticle }: ExactCall,
): Promise<readonly JsonValue[]> {
  const texts = new Map(Object.entries(values).map(([name, value]) => [name, printJson(value)]));
  return new Promise((resolve, reject) => {
    let results: readonly JsonValue[] = [];
    const onResult = (args: readonly JsonValue[]): void => {
      results = args;
    };
    const relayPeerId = () => peer.getRelayPeerId();
    const particle = peer.particleOf(script, ttlMs);
    onParticle?.(particle.id);
    peer.run(particle, {
      onSuccess: () => resolve(results),
      onError: reject,
      fireAndForget: isVoid,
      answers: { args: {}, relayPeerId, exact: { texts, onResult } },
    });
  });
}
