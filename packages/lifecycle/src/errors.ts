import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong in the life of a part; stable, to be compared instead of `instanceof`. */
export type LifecycleErrorCode =
  | 'UNKNOWN_DEPENDENCY'
  | 'DEPENDENCY_CYCLE'
  | 'DUPLICATE_NAME'
  | 'DUPLICATE_INSTANCE'
  | 'DUPLICATE_REPLACEMENT'
  | 'UNKNOWN_REPLACEMENT'
  | 'ALREADY_RUNNING'
  | 'STARTED_TWICE'
  | 'START_FAILED'
  | 'START_TIMEOUT'
  | 'START_ABORTED'
  | 'STOP_FAILED'
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
