import { keyPairFromSeed, type ParticleRecording } from '@noctiluca/particle';
import { type ReplayAvm, simulate } from '../../src/index.js';

/** `client`, its relay, and a peer with a service. */
export const [client, relay, provider] = [1, 2, 3].map((fill) =>
  keyPairFromSeed(new Uint8Array(32).fill(fill)),
) as [
  ...[ReturnType<typeof keyPairFromSeed>, ReturnType<typeof keyPairFromSeed>],
  ReturnType<typeof keyPairFromSeed>,
];

/** Asks the provider, and tells the client what it said; what fails there is caught. */
export const SCRIPT = `(xor
 (seq (call "${client.peerId}" ("getDataSrv" "name") [] name)
  (seq (call "${provider.peerId}" ("greeter" "greet") [name] greeting)
   (xor (match greeting "hello you" (call "${relay.peerId}" ("op" "identity") ["as ever"] said))
        (call "${relay.peerId}" ("log" "odd") [greeting "${provider.peerId}"] said))))
 (call "${client.peerId}" ("errorHandlingSrv" "error") [:error:.$.message]))`;

/** The particle of {@link SCRIPT}. @param silent peers that recorded nothing */
export function greeting(avm: ReplayAvm, silent: readonly string[] = []): ParticleRecording {
  const particle = { id: 'greeting', initPeerId: client.peerId, timestamp: 1, ttl: 1_000, script: SCRIPT };
  const recording = simulate(
    particle,
    [client, relay, provider],
    (_by, { functionName }) => {
      if (functionName === 'name') return { retCode: 0, result: '"you"' };
      if (functionName === 'greet') return { retCode: 0, result: '"hello you"' };
      return functionName === 'identity' ? { retCode: 0, result: '"as ever"' } : undefined;
    },
    avm,
  );
  return { ...recording, peers: recording.peers.filter(({ peerId }) => !silent.includes(peerId)) };
}
