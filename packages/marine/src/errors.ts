import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. Compare codes, never texts or classes: errors cross threads. */
export type MarineErrorCode =
  /** The bytes are not a WebAssembly module, or use a part of the format that Marine modules don't. */
  | 'WASM_MALFORMED'
  /** The interface-types section is missing, doubled or unreadable. */
  | 'IT_MALFORMED'
  /** A version section is missing, doubled or unreadable, or the version is below the minimum. */
  | 'VERSION'
  /** Modules of one service don't fit together, or import what nobody provides. */
  | 'LINK'
  /** The configuration contradicts itself. */
  | 'CONFIG'
  /** Valid, but not served by this runtime. */
  | 'UNSUPPORTED'
  /** A start function failed, so the service did not come up. */
  | 'START_FAILED'
  /** The service has no function of that name. */
  | 'FUNCTION_NOT_FOUND'
  /** The arguments don't have the shape of the function's signature. */
  | 'INVALID_ARGUMENTS'
  /** The result can't be turned into JSON. */
  | 'INVALID_RESULT'
  /** An adapter refused a value: a failed cast, a pointer outside the memory, bytes that are not UTF-8. */
  | 'EXECUTION'
  /** The code of a module was unwound: trap, stack overflow, failing import, `proc_exit`. The instance is broken. */
  | 'TRAP'
  /** A call on an instance that trapped and is not rebuilt. */
  | 'BROKEN'
  /** A bound of this runtime was passed: nesting, sizes. */
  | 'LIMIT'
  /** The call took longer than it may. */
  | 'CALL_DEADLINE'
  /** More calls of the service wait than may. */
  | 'QUEUE_FULL'
  /** The service was removed, or the peer stops. */
  | 'SERVICE_STOPPED'
  /** The service's thread ended by itself. */
  | 'THREAD_FAILED';

/** Error of the Marine runtime. Texts that upstream defines are upstream's (spec/marine-abi.md §1.3, §1.8, §6). */
export class MarineError extends CodedError<MarineErrorCode> {
  override readonly name = 'MarineError';
}

/** Whether an error, perhaps from another copy of this package, is a `MarineError`; of one code if given. */
export function isMarineError(error: unknown, code?: MarineErrorCode): error is MarineError {
  return (
    error instanceof Error && error.name === 'MarineError' && (!code || Reflect.get(error, 'code') === code)
  );
}
