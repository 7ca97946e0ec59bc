/** A part of a network on its way up: `ipfs`, `avm`, `chain`, `discovery` (peers find each other), or the name of a peer. */
export interface NetworkStep {
  readonly part: string;
  readonly state: 'begun' | 'done' | 'failed';
}

export type OnNetworkStep = (step: NetworkStep) => void;

/** Runs some work and tells when it begins and how it ends. @throws what the work throws */
export async function stepOf<T>(onStep: OnNetworkStep, part: string, work: () => Promise<T>): Promise<T> {
  onStep({ part, state: 'begun' });
  try {
    const result = await work();
    onStep({ part, state: 'done' });
    return result;
  } catch (error) {
    onStep({ part, state: 'failed' });
    throw error;
  }
}
