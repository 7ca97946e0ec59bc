import { CodedError } from '@noctiluca/common/coded-error';

export type AquamarineErrorCode =
  /** A setting that cannot be. */
  | 'AQUAMARINE_INVALID_INIT'
  /** It was started already. */
  | 'AQUAMARINE_ALREADY_STARTED';

/** Mistakes of whoever builds or runs the peer. A bad particle is never an error: it is dropped, counted and traced. */
export class AquamarineError extends CodedError<AquamarineErrorCode> {
  override readonly name = 'AquamarineError';
}
