import type { AvmRequest } from '../../src/avm.js';
import { DEFAULT_LIMITS } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.js';
import { loadAvmModule } from '../../src/instance/avm-module.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import type { RawOutcome } from '../../src/run/outcome.js';

const RECYCLE_ABOVE_BYTES = 2 ** 26;

export interface TwinOutcome {
  readonly stock: RawOutcome | string;
  readonly hooked: RawOutcome | string;
}

/**
 * Stock AquaVM and the one with hooks. With constant randomness both make the same hash maps, so that what they answer to the
 * same requests in the same order is the same to the byte.
 */
export async function createTwins(): Promise<(asked: AvmRequest) => TwinOutcome> {
  const [stock, hooked] = await Promise.all([createInstance(false), createInstance(true)]);
  return (asked) => ({ stock: run(stock, asked), hooked: run(hooked, asked) });
}

export async function createInstance(nativeSignatures: boolean): Promise<AvmInstance> {
  return new AvmInstance({
    module: await loadAvmModule(undefined, { nativeSignatures }),
    nativeSignatures,
    limits: DEFAULT_LIMITS,
    recycleAboveBytes: RECYCLE_ABOVE_BYTES,
    sources: { fillRandom: (bytes: Uint8Array) => void bytes.fill(7) },
  });
}

/** A trap is its text. */
function run(instance: AvmInstance, asked: AvmRequest): RawOutcome | string {
  try {
    return instance.invoke(asked, encodeCallResults(asked.callResults));
  } catch (error) {
    return String(error);
  }
}
