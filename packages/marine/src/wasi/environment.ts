import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';
import { viewOf, writeU32s } from './guest-access.js';

/** Environment entries `NAME=value`, each ended by NUL; there are no arguments (spec/marine-abi.md §3.3). */
export function environmentFunctions({ memory, environment }: WasiContext): WasiFunctions {
  const entries = environment.map((entry) => new TextEncoder().encode(`${entry}\0`));
  const size = entries.reduce((sum, entry) => sum + entry.length, 0);
  return {
    environ_sizes_get: (count: number, bytes: number): number =>
      writeU32s(memory, count, entries.length) || writeU32s(memory, bytes, size),

    environ_get(pointers: number, buffer: number): number {
      if (!viewOf(memory, pointers, 4 * entries.length) || !viewOf(memory, buffer, size)) return ERRNO.FAULT;
      let at = buffer >>> 0;
      for (const [i, entry] of entries.entries()) {
        writeU32s(memory, (pointers >>> 0) + 4 * i, at);
        memory.u8.set(entry, at);
        at += entry.length;
      }
      return ERRNO.SUCCESS;
    },

    args_sizes_get: (count: number, bytes: number): number =>
      writeU32s(memory, count, 0) || writeU32s(memory, bytes, 0),
    args_get: (): number => ERRNO.SUCCESS,
  };
}
