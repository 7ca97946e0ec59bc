import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';
import { viewOf } from './guest-access.js';

/** Filled between two looks at the deadline: a module may ask for all its memory. */
const CHUNK_BYTES = 1024 * 1024;

export function randomFunctions({ memory, sources, clock }: WasiContext): WasiFunctions {
  return {
    random_get(pointer: number, length: number): number {
      const [start, size] = [pointer >>> 0, length >>> 0];
      if (!viewOf(memory, start, size)) return ERRNO.FAULT;
      const end = start + size;
      for (let at = start; at < end; at += CHUNK_BYTES) {
        if (at > start) clock.check();
        sources.fillRandom(memory.u8.subarray(at, Math.min(end, at + CHUNK_BYTES)));
      }
      return ERRNO.SUCCESS;
    },
  };
}
