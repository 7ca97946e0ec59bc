import { CodedError } from '@noctiluca/common/coded-error';

/** What the compiler's caller can do something about; what is wrong in a source is a diagnostic instead. */
export type AquaErrorCode =
  /** An input that is not there, two sources with one output, or a constant that Aqua cannot have. */
  'BAD_ARGUMENT';

/** Raised before anything is compiled or written. */
export class AquaError extends CodedError<AquaErrorCode> {
  override readonly name = 'AquaError';
}
