import type { AvmPoolInit } from '@noctiluca/avm';
import { avmHere, type Interpreter, LIMITS } from './interpreter.js';

/** What `stop` waits for invocations under way, milliseconds. */
const STOP_MS = 5000;

/** AquaVM on a thread of its own: large data does not hold up the calling thread, and an endless script ends. */
export async function interpreterOnThread(init: AvmPoolInit): Promise<Interpreter> {
  const { createAvmPool } = await import('@noctiluca/avm');
  const pool = createAvmPool({ threads: 1, limits: LIMITS, ...init });
  const ready = pool.start(new AbortController().signal);
  ready.catch(() => {});
  return {
    ready,
    invoke: async (request, callResults) => {
      await ready;
      return pool.runEncoded(request, callResults, request.particleId);
    },
    ast: async (air) => (await avmHere(init.nativeSignatures)).ast(air),
    stop: () => pool.stop(AbortSignal.timeout(STOP_MS)),
  };
}
