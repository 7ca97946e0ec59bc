/** Numbers that a seed alone decides. */
export function numbersOf(seed: number): (below: number) => number {
  let state = (Math.imul(seed, 2654435761) + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Data that somebody changed on its way: anywhere, or just where it is signed. */
export function tamper(data: Uint8Array, signatures: readonly Uint8Array[], seed: number): Uint8Array {
  const next = numbersOf(seed);
  const signature = signatures[next(signatures.length)];
  const at = signature ? Buffer.from(data).indexOf(signature) : -1;
  if (at >= 0 && next(2) === 0) return changed(data, next, at, 64);
  const kind = next(6);
  if (kind === 0) return data.slice(0, next(data.length));
  if (kind === 1) return Uint8Array.from(Buffer.concat([data, data.subarray(next(data.length))]));
  return changed(data, next, 0, data.length);
}

function changed(
  data: Uint8Array,
  next: (below: number) => number,
  from: number,
  length: number,
): Uint8Array {
  const copy = data.slice();
  for (let left = 1 + next(4); left > 0; left -= 1) {
    const at = from + next(length);
    copy[at] = copy[at]! ^ (1 << next(8));
  }
  return copy;
}
