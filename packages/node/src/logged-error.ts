import { ownMessageOf } from '@noctiluca/common/thrown';
import {
  LOGGED_CAUSES,
  LOGGED_ERRORS,
  LOGGED_FIELDS,
  LOGGED_STACK_CHARS,
  LOGGED_TEXT_CHARS,
} from './constants.js';

/** What was thrown, as a log line has it under `err`. */
export interface LoggedError {
  /** Its `name`, as classes lose theirs in bundles; of no error what `typeof` says. */
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  /** Of an `AggregateError`: the first of what it is made of. */
  readonly errors?: readonly LoggedError[];
  /** Its fields that are plain texts, numbers and booleans, as `code`; others may be as large as they like. */
  readonly [field: string]: unknown;
}

/** Fields of errors that are said otherwise, or never. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['type', 'name', 'message', 'stack', 'cause', 'errors'],
  ...['seed', 'secret', 'secretKey', 'secret_key', 'password', 'passphrase'],
]);

const FRAMES = /\n {4}at .*/s;

/** Anything thrown, within bounds: it may quote what others sent. */
export function loggedError(thrown: unknown, causesLeft: number = LOGGED_CAUSES): LoggedError {
  const message = cut(ownMessageOf(thrown), LOGGED_TEXT_CHARS);
  if (!(thrown instanceof Error)) return { type: typeof thrown, message, ...causeOf(thrown, causesLeft) };
  const type = cut(String(thrown.name), LOGGED_TEXT_CHARS);
  return {
    type,
    message,
    ...fieldsOf(thrown),
    stack: `${type}: ${message}${framesOf(thrown)}`,
    ...(thrown instanceof AggregateError && { errors: partsOf(thrown, causesLeft) }),
    ...causeOf(thrown, causesLeft),
  };
}

/** A WebSocket that does not open tells an event, which has the error in it. */
function causeOf(thrown: unknown, causesLeft: number): { readonly cause?: LoggedError } {
  if (typeof thrown !== 'object' || thrown === null || causesLeft === 0) return {};
  const { cause, error } = thrown as { readonly cause?: unknown; readonly error?: unknown };
  const inner = thrown instanceof Error ? cause : error;
  return inner === undefined ? {} : { cause: loggedError(inner, causesLeft - 1) };
}

/** Its stack begins with its whole message, however long that is. */
function framesOf({ stack = '' }: Error): string {
  return FRAMES.exec(stack.slice(-LOGGED_STACK_CHARS))?.[0] ?? '';
}

function fieldsOf(error: Error): Record<string, unknown> {
  const fields = Object.entries(error).filter(([name]) => !LEFT_OUT.has(name));
  return Object.fromEntries(fields.flatMap(plainField).slice(0, LOGGED_FIELDS));
}

function plainField([name, value]: [string, unknown]): [string, unknown][] {
  if (typeof value === 'string') return [[name, cut(value, LOGGED_TEXT_CHARS)]];
  return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
}

/** Without their own parts and causes: a tree of errors would have no bound. */
function partsOf({ errors }: AggregateError, causesLeft: number): readonly LoggedError[] {
  if (causesLeft === 0) return [];
  return errors.slice(0, LOGGED_ERRORS).map((error) => loggedError(error, 0));
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars)}…`;
}
