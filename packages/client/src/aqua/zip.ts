/** Pairs of two lists of one length. @throws Error in js-client's words */
export function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  if (left.length !== right.length) throw new Error("Array length doesn't match");
  return left.map((item, index) => [item, right[index] as B]);
}
