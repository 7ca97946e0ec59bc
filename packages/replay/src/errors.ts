import { CodedError } from '@noctiluca/common/coded-error';

/** Stable codes of what this package throws. */
export type ReplayErrorCode =
  /** A file or an answer is no recording, or of a version that is not known. */
  | 'REPLAY_NOT_A_RECORDING'
  /** Data of a particle that AquaVM cannot read. */
  | 'REPLAY_BAD_DATA'
  /** A script that cannot be read. */
  | 'REPLAY_BAD_SCRIPT'
  /** There is no such step or call. */
  | 'REPLAY_NO_SUCH_STEP'
  /** A run under other keys did not come to an end within its bound. */
  | 'REPLAY_TOO_LONG';

export class ReplayError extends CodedError<ReplayErrorCode> {
  override readonly name = 'ReplayError';
}
