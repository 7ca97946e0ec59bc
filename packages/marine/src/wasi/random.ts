import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';
import { viewOf } from './guest-access.js';

export function randomFunctions({ memory, sources }: WasiContext): WasiFunctions {
  return {
    random_get(pointer: number, length: number): number {
      const [start, size] = [pointer >>> 0, length >>> 0];
      if (!viewOf(memory, start, size)) return ERRNO.FAULT;
      sources.fillRandom(memory.u8.subarray(start, start + size));
      return ERRNO.SUCCESS;
    },
  };
}
