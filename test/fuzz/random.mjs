// Everything random about an input comes from here, so that its seed and index make it again.

/** A generator for one input: the same for the same seed, kind and index, whatever ran before it. */
export function randomOf(seed, kind, index) {
  let state = seed >>> 0;
  for (const unit of `${kind}/${index}`) state = Math.imul(state ^ unit.charCodeAt(0), 0x01000193) >>> 0;
  return new Random(state);
}

/** mulberry32 with what generators ask for. */
export class Random {
  #state;

  constructor(state) {
    this.#state = state >>> 0;
  }

  /** From 0 to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 to below `bound`. */
  below(bound) {
    return Math.floor(this.next() * bound);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  bytes(length) {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  list(most, make) {
    return Array.from({ length: this.below(most + 1) }, () => make());
  }
}
