/** Text of whatever was thrown: its message, as the errors of scripts have that are plain objects, or itself. */
export function messageOf(thrown: unknown): string {
  const isErrorLike = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return textOf(isErrorLike ? thrown.message : thrown);
}

/** JSON of others may have a field `toString` that is no function. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** The code of whatever was thrown, if it carries one: of our errors, or of Node's (`EADDRINUSE`). */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Whether what was thrown carries this code. */
export function hasCode(thrown: unknown, code: string): boolean {
  return codeOf(thrown) === code;
}
