/** A bracket of a script and what is in it: an instruction `(call …)`, a triplet, or arguments `[…]`. */
export interface AirList {
  readonly open: '(' | '[';
  readonly items: readonly AirNode[];
  /** Offset in the script. */
  readonly at: number;
}

/** A word or text as written, or a bracket. */
export type AirNode = string | AirList;
