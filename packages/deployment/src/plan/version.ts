/**
 * Whether version `a` is newer than `b`, both `major.minor.patch` with an optional `-pre` that counts as older. Versions of
 * another form are never newer.
 */
export function isNewerVersion(a: string, b: string): boolean {
  const [left, right] = [parts(a), parts(b)];
  if (left === undefined || right === undefined) return false;
  for (const [at, number] of left.entries()) {
    const other = right[at]!;
    if (number !== other) return number > other;
  }
  return false;
}

/** The numbers, then 0 for a pre-release and 1 for a release. */
function parts(version: string): number[] | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-.*)?$/.exec(version);
  if (match === null) return undefined;
  const [, major, minor, patch, pre] = match;
  return [Number(major), Number(minor), Number(patch), pre === undefined ? 1 : 0];
}
