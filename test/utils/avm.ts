import { createAvmPool } from '@noctiluca/avm';
import type { KeyPair, Particle } from '@noctiluca/particle';

type Avm = ReturnType<typeof createAvmPool>;
let started: Promise<Avm> | undefined;
let users = 0;

/** One AquaVM thread for all clients of a test process; ended with the last of them. */
export async function borrowAvm(): Promise<Avm> {
  users++;
  started ??= (async () => {
    const avm = createAvmPool({ threads: 1 });
    await avm.start(new AbortController().signal);
    return avm;
  })();
  return started;
}

export async function returnAvm(): Promise<void> {
  if (--users > 0) return;
  const avm = await started;
  started = undefined;
  await avm?.stop(AbortSignal.timeout(10_000));
}

const EMPTY = new Uint8Array(0);

/** Arguments of the calls that a particle makes on the peer that received it, in order. */
export async function argumentsOf(avm: Avm, particle: Particle, receiver: KeyPair): Promise<unknown[][]> {
  const { id, initPeerId, timestamp, ttl, script, data } = particle;
  const outcome = await avm.run(
    {
      particleId: id,
      initPeerId,
      timestamp,
      ttl,
      script,
      prevData: EMPTY,
      data,
      callResults: new Map(),
      currentPeerId: receiver.peerId,
      seed: receiver.seed,
    },
    id,
  );
  if (outcome.retCode !== 0) throw new Error(`AquaVM refused particle ${id}: ${outcome.errorMessage}`);
  return outcome.callRequests.map(({ args }) => [...args]);
}
