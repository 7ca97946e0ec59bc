/** FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Whether a particle is one of those that are looked at, one in `oneIn`. By its id alone: a particle is looked at on all of
 * its peers or on none.
 */
export function isChosen(particleId: string, oneIn: number): boolean {
  if (oneIn === 1) return true;
  let hash = OFFSET;
  for (let i = 0; i < particleId.length; i++) hash = Math.imul(hash ^ particleId.charCodeAt(i), PRIME);
  // The low bits are its weakest.
  return ((hash ^ (hash >>> 15)) >>> 0) % oneIn === 0;
}
