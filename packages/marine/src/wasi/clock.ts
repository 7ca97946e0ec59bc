import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';
import { writeU64 } from './guest-access.js';

const NS_PER_MS = 1_000_000n;
const REALTIME = 0;
const LAST_CLOCK = 3;

/** Realtime has millisecond steps; the monotonic clock stands in for the two CPU clocks. */
export function clockFunctions({ memory, sources }: WasiContext): WasiFunctions {
  return {
    clock_time_get(id: number, _precision: bigint, result: number): number {
      if (id < 0 || id > LAST_CLOCK) return ERRNO.INVAL;
      const time = id === REALTIME ? BigInt(Math.trunc(sources.nowMs())) * NS_PER_MS : sources.monotonicNs();
      return writeU64(memory, result, BigInt.asUintN(64, time));
    },
    clock_res_get(id: number, result: number): number {
      if (id < 0 || id > LAST_CLOCK) return ERRNO.INVAL;
      return writeU64(memory, result, id === REALTIME ? NS_PER_MS : 1n);
    },
  };
}
