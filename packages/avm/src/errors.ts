import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. Compare codes, never classes: errors cross threads. */
export type AvmErrorCode =
  /** An invocation took longer than its deadline; its thread was ended and rebuilt. */
  | 'AVM_DEADLINE'
  /** Others waited behind a long invocation, which was broken off, or behind whoever began it: run it with `isSlow`. */
  | 'AVM_PREEMPTED'
  /** AquaVM trapped, ran out of stack or memory, or its thread died while it ran this request. */
  | 'AVM_TRAP'
  /** Too many requests are waiting already. */
  | 'AVM_QUEUE_FULL'
  /** The pool isn't started, is stopping or has stopped. */
  | 'AVM_CLOSED'
  /** AquaVM answered something that this host can't read. */
  | 'AVM_MALFORMED_OUTCOME'
  /** An outcome is larger than this host takes. */
  | 'AVM_OUTCOME_TOO_LARGE'
  /** A field of the request doesn't fit AquaVM's parameters. */
  | 'AVM_INVALID_REQUEST'
  /** avm.wasm is missing, is another version, or doesn't load. */
  | 'AVM_MODULE'
  /** Threads of the pool die before they serve anything. */
  | 'AVM_THREAD';

export interface AvmErrorDetails extends ErrorOptions {
  /** How long the invocation ran before it was ended, ms; 0 when it did not begin or nobody knows. */
  readonly ranMs?: number;
}

export class AvmError extends CodedError<AvmErrorCode, AvmErrorDetails> {
  override readonly name = 'AvmError';
  declare readonly ranMs: number;

  constructor(code: AvmErrorCode, message: string, { ranMs = 0, cause }: AvmErrorDetails = {}) {
    super(code, message, { ranMs, cause });
  }
}

/** Whether an error, perhaps from another copy of this package, is an `AvmError`; of one code if given. */
export function isAvmError(error: unknown, code?: AvmErrorCode): error is AvmError {
  return (
    error instanceof Error && error.name === 'AvmError' && (!code || Reflect.get(error, 'code') === code)
  );
}
