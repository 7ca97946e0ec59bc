import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong in the life of a part; stable, to be compared instead of `instanceof`. */
export type LifecycleErrorCode =
  /** A part depends on one that is not there. */
  | 'UNKNOWN_DEPENDENCY'
  /** Parts depend on each other in a circle. */
  | 'DEPENDENCY_CYCLE'
  /** Two parts have one name. */
  | 'DUPLICATE_NAME'
  /** One part is given twice. */
  | 'DUPLICATE_INSTANCE'
  /** Two replacements of one part. */
  | 'DUPLICATE_REPLACEMENT'
  /** A replacement of a part that is not there. */
  | 'UNKNOWN_REPLACEMENT'
  /** A part that is given runs already. */
  | 'ALREADY_RUNNING'
  /** It was started already. */
  | 'STARTED_TWICE'
  /** A part did not start; `part` and `cause` say which and why. */
  | 'START_FAILED'
  /** A part did not start in time. */
  | 'START_TIMEOUT'
  /** The start was given up. */
  | 'START_ABORTED'
  /** A part did not stop. */
  | 'STOP_FAILED'
  /** A part did not stop in time. */
  | 'STOP_TIMEOUT';

/** `cause`: what the part itself threw, or the reason of the abort. */
export interface LifecycleErrorDetails extends ErrorOptions {
  /** The part at fault. */
  part?: string;
  /** What went wrong while the parts already up were stopped after a failed start. */
  suppressed?: readonly LifecycleError[];
}

/** A broken rule of composition, or a part that did not start or stop. */
export class LifecycleError extends CodedError<LifecycleErrorCode, LifecycleErrorDetails> {
  override readonly name = 'LifecycleError';
  declare readonly part: string | undefined;
  declare readonly suppressed: readonly LifecycleError[];

  constructor(code: LifecycleErrorCode, message: string, details: LifecycleErrorDetails = {}) {
    super(code, message, { suppressed: [], ...details });
  }
}

/** Every part that failed or was too slow to stop; the others did stop. */
export class StopError extends AggregateError {
  readonly code = 'STOP_FAILED';
  override readonly errors: LifecycleError[];

  constructor(composite: string, errors: readonly LifecycleError[]) {
    const parts = errors.map((error) => `'${error.part}'`).join(', ');
    const reasons = errors.map((error) => error.message).join('; ');
    super(errors, `'${composite}' stopped, but not all of its parts did so cleanly (${parts}): ${reasons}`);
    this.name = 'StopError';
    this.errors = [...errors];
  }
}
