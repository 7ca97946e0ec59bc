import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type HostErrorCode =
  /** Arguments of a call could not be decoded (spec/nox.md §2.8). */
  | 'BAD_ARGUMENTS'
  /** The caller may not do this (spec/nox.md §3.0, §4.5, §4.6). */
  | 'FORBIDDEN'
  /** A module, blueprint, service or alias that is named does not exist. */
  | 'NOT_FOUND'
  /** A value is well-formed but breaks a rule: a reserved alias, an overflow, a name with a separator. */
  | 'INVALID'
  /** What is to be removed is needed by something else. */
  | 'IN_USE'
  /** A bound was reached. */
  | 'LIMIT'
  /** The particle expired or the peer stopped while the call was waiting. */
  | 'ABORTED'
  /** A service that is to be there is not, or not yet. */
  | 'NOT_READY'
  /** Asked for before `start` or after `stop`. */
  | 'NOT_RUNNING'
  /** A thing this version does not serve yet. */
  | 'UNSUPPORTED'
  /** A module, alias or work directory the store names is not there: the state is damaged. */
  | 'BROKEN_STATE'
  /** Two tables define the same built-in function. */
  | 'DUPLICATE_BUILTIN';

/** Every failure of this package. `message` is what a particle receives; before that of a `ConvertedError` comes `Error: `. */
export class HostError extends CodedError<HostErrorCode> {
  override readonly name = 'HostError';
}

/**
 * A failure of a part of the peer, its services for instance, and not of the built-in function that was called: what
 * upstream converts from its own types. A particle receives the message behind `Error: ` (spec/nox.md §2.8).
 */
export class ConvertedError extends HostError {
  readonly isConverted = true;
}
