import { codeOf, ownMessageOf } from './thrown.js';

/** An error as plain data, for where classes get lost: between threads, processes and copies of a package. */
export interface ErrorObject {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  /** Fields of its class. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorObject;
}

/** Causes beyond so many are left out of an `ErrorObject`. */
const MAX_CAUSES = 8;

/**
 * The base of each package's one error. `code` is stable across releases and threads: compare it, never the class. The
 * fields of `Details` are fields of the error; for `toObject` they are to be plain data. `name` is set by each class, as
 * classes lose theirs in bundles.
 */
export abstract class CodedError<
  Code extends string = string,
  Details extends object = Record<never, never>,
> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, { cause, ...details }: Partial<Details> & ErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, details);
  }

  /** The error of this class that an object was made of; what caused it is a plain `Error` with its name and code. */
  static fromObject<E extends CodedError>(this: ErrorClass<E>, { details, ...object }: ErrorObject): E {
    const error = Object.assign(new this(object.code as never, object.message), details);
    const cause = object.cause && { value: plainError(object.cause), configurable: true, writable: true };
    return cause ? Object.defineProperty(error, 'cause', cause) : error;
  }
}

interface ErrorClass<E extends CodedError> {
  new (code: E['code'], message: string): E;
}

/** What `fromObject` makes the error of again; causes are taken along by name, code and message. */
export function toObject(error: CodedError): ErrorObject {
  return objectOf(error, MAX_CAUSES);
}

function objectOf(thrown: unknown, causesLeft: number): ErrorObject {
  const { name, cause } = thrown instanceof Error ? thrown : { name: 'Error', cause: undefined };
  const { code, ...details } = thrown instanceof CodedError ? fieldsOf(thrown) : { code: codeOf(thrown) };
  return {
    name,
    ...(code === undefined ? {} : { code }),
    message: ownMessageOf(thrown),
    ...(Object.keys(details).length === 0 ? {} : { details }),
    ...(cause === undefined || causesLeft === 0 ? {} : { cause: objectOf(cause, causesLeft - 1) }),
  };
}

function fieldsOf({ name, ...fields }: CodedError): { readonly code: string } & Record<string, unknown> {
  return fields;
}

function plainError({ name, code, message, cause }: ErrorObject): Error {
  const error = new Error(message, cause && { cause: plainError(cause) });
  return Object.assign(error, { name }, code === undefined ? undefined : { code });
}
