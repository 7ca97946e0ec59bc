/** Where two lists are alike: numbers of items of each; one of them is absent where only the other has something. */
export interface Pair {
  readonly left?: number;
  readonly right?: number;
}

/** Items looked at together; the table of them has the square of it. */
const BLOCK = 1_000;

/** Pairs the items of two lists in their order, as many alike as there are. */
export function align(left: readonly string[], right: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const isLast = left.length - l <= BLOCK && right.length - r <= BLOCK;
    const block = alignBlock(left.slice(l, l + BLOCK), right.slice(r, r + BLOCK));
    const kept = isLast ? block : untilLastMatch(block);
    pairs.push(...kept.map((pair) => shifted(pair, l, r)));
    l += kept.filter(({ left: at }) => at !== undefined).length;
    r += kept.filter(({ right: at }) => at !== undefined).length;
  }
  return pairs;
}

function shifted({ left, right }: Pair, l: number, r: number): Pair {
  return {
    ...(left !== undefined && { left: left + l }),
    ...(right !== undefined && { right: right + r }),
  };
}

/** What comes behind it may be alike to what is in the next block. */
function untilLastMatch(pairs: readonly Pair[]): readonly Pair[] {
  const last = pairs.findLastIndex(({ left, right }) => left !== undefined && right !== undefined);
  return last === -1 ? pairs : pairs.slice(0, last + 1);
}

/** The longest common part, by the usual table. */
function alignBlock(left: readonly string[], right: readonly string[]): Pair[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      lengths[l * width + r] =
        left[l] === right[r]
          ? lengths[(l + 1) * width + r + 1]! + 1
          : Math.max(lengths[(l + 1) * width + r]!, lengths[l * width + r + 1]!);
    }
  }
  return walk(left, right, (l, r) => lengths[l * width + r]!);
}

function walk(
  left: readonly string[],
  right: readonly string[],
  lengthAt: (l: number, r: number) => number,
): Pair[] {
  const pairs: Pair[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    if (l < left.length && r < right.length && left[l] === right[r]) pairs.push({ left: l++, right: r++ });
    else if (r >= right.length || (l < left.length && lengthAt(l + 1, r) >= lengthAt(l, r + 1)))
      pairs.push({ left: l++ });
    else pairs.push({ right: r++ });
  }
  return pairs;
}
