import { AvmInstance, DEFAULT_LIMITS, loadAvmModule } from '@noctiluca/avm';
import { encodeCallResults } from '@noctiluca/avm/replay';
import { type KeyPair, keyPairFromSeed, type ParticleRecording } from '@noctiluca/particle';
import { type Answers, fromBase64, type ReplayAvm, simulate } from '../../src/index.js';
import { RandomScript, seeded } from './random-script.js';

/** What the calls of random scripts answer; `silent` never does. */
const answers: Answers = (_peerId, { functionName, args }) => {
  if (functionName === 'silent') return undefined;
  if (functionName === 'fails') return { retCode: 1, result: '"it fails"' };
  if (functionName === 'list') return { retCode: 0, result: '[1, "two", {"three": [3.5, null]}]' };
  return { retCode: 0, result: args };
};

/** AquaVM as peers have it: with signatures made outside of it. */
export async function peersAvm(): Promise<Pick<ReplayAvm, 'invoke'>> {
  const module = await loadAvmModule(undefined, { nativeSignatures: true });
  const instance = new AvmInstance({
    ...{ module, limits: DEFAULT_LIMITS, recycleAboveBytes: 2 ** 26, nativeSignatures: true },
  });
  return {
    invoke: (request, results) => ({
      outcome: instance.invoke(request, results ?? encodeCallResults(new Map())),
      log: [],
    }),
  };
}

export interface RandomRun {
  readonly recording: ParticleRecording;
  readonly keyPairs: readonly KeyPair[];
}

/** A particle of a random script on three peers, in a random order. The same for a seed, but for AquaVM's hash maps. */
export function randomRun(seed: number, avm: Pick<ReplayAvm, 'invoke'>): RandomRun {
  const random = seeded(seed);
  const key = () => keyPairFromSeed(Uint8Array.from({ length: 32 }, () => random(256)));
  const keyPairs = [key(), key(), key()];
  const peerIds = [...keyPairs, key()].map(({ peerId }) => peerId);
  const script = new RandomScript(random, peerIds).make();
  const particle = {
    id: `seed ${seed}`,
    initPeerId: peerIds[0]!,
    timestamp: 1_000 + seed,
    ttl: 7_000,
    script,
  };
  const recording = simulate(particle, keyPairs, answers, avm, { choose: random, maxSteps: 2_000 });
  return { recording, keyPairs };
}

/** Runs again what a lean recording has, with the keys: the data that each step leaves. */
export function runAgain({ recording, keyPairs }: RandomRun, avm: Pick<ReplayAvm, 'invoke'>): Uint8Array[] {
  const { id: particleId, ...facts } = recording.particle;
  return recording.peers.flatMap(({ peerId, steps }) => {
    const { seed } = keyPairs.find((keyPair) => keyPair.peerId === peerId)!;
    let prevData: Uint8Array = new Uint8Array(0);
    return steps.map(({ data, results }) => {
      const given = new Map(results.map(({ id, ...result }) => [id, result]));
      const request = { particleId, ...facts, currentPeerId: peerId, seed, prevData, data: fromBase64(data) };
      prevData = avm.invoke(request, encodeCallResults(given)).outcome.data;
      return prevData;
    });
  });
}
