const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The thread of an affinity (FNV-1a). `seed` differs between pools: who makes up particle ids can't aim them all at
 * one thread.
 */
export function threadOf(affinity: string, threads: number, seed: number): number {
  let hash = (FNV_OFFSET ^ seed) >>> 0;
  for (let i = 0; i < affinity.length; i += 1) {
    hash = Math.imul(hash ^ affinity.charCodeAt(i), FNV_PRIME) >>> 0;
  }
  // The low bits of FNV-1a are weak; fold the high ones in.
  return (((hash >>> 16) ^ hash) >>> 0) % threads;
}
