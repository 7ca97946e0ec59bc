/** Errors in one that are looked into for its text; there may be any number, and one may hold itself. */
const MAX_LOOKED_INTO = 32;

/**
 * Text of whatever was thrown, for people: its own message, or its name when it has none. With that of several errors, as of
 * dials, comes what theirs add; an event, as a WebSocket that does not open tells, has that of the error in it.
 */
export function messageOf(thrown: unknown): string {
  return messageWithin(thrown, new Set());
}

/** Its message alone, as the errors of scripts have one that are plain objects, or itself: for who tells of its parts besides. */
export function ownMessageOf(thrown: unknown): string {
  const isErrorLike = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return textOf(isErrorLike ? thrown.message : thrown);
}

function messageWithin(thrown: unknown, seen: Set<unknown>): string {
  if (seen.has(thrown) || seen.size >= MAX_LOOKED_INTO) return '';
  seen.add(thrown);
  if (thrown instanceof AggregateError) return withParts(thrown, seen) || textOf(thrown.name);
  if (thrown instanceof Error) return ownMessageOf(thrown) || textOf(thrown.name);
  const inner = errorIn(thrown);
  return inner === undefined ? ownMessageOf(thrown) : messageWithin(inner, seen);
}

function withParts({ message, errors }: AggregateError, seen: Set<unknown>): string {
  const text = textOf(message);
  const parts = errors.slice(0, MAX_LOOKED_INTO).map((each) => messageWithin(each, seen));
  const added = parts.filter((part) => !text.includes(part)).join('; ');
  return text === '' || added === '' ? text + added : `${text}: ${added}`;
}

/** Undefined unless it has no text of its own. */
function errorIn(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { message = '', error } = thrown as { readonly message?: unknown; readonly error?: unknown };
  return message === '' ? error : undefined;
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
