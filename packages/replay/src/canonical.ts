const OWN = new Set(['signatures', 'lcid']);

/**
 * JSON with the keys of all objects in order. AquaVM's stores are hash maps: the bytes of equal data differ each time, this does not.
 * @param readable what `ReplayAvm.readable` gives
 * @param withOwn also what a peer adds of its own: signatures, and the number of its last call @default false
 */
export function canonical(readable: string, withOwn = false): string {
  return JSON.stringify(JSON.parse(readable), (key, value: unknown) => {
    if (!withOwn && OWN.has(key)) return undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? sorted(value) : value;
  });
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
