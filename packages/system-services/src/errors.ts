import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type SystemServicesErrorCode =
  /** A package is enabled that cannot run here. */
  | 'UNAVAILABLE'
  /** A file of a package is not in this installation, or is not the one it was built with. */
  | 'ASSET_MISSING'
  /** A file of a package is not the one it was built with. */
  | 'ASSET_CORRUPT'
  /** `fail_fast` is set and a package failed: the node does not start. */
  | 'DEPLOY_FAILED'
  /** A particle called a system service that is not there (yet). */
  | 'NOT_READY'
  /** A remote peer refused, did not answer, or is none of ours. */
  | 'REMOTE_FAILED';

export interface SystemServicesErrorDetails extends ErrorOptions {
  readonly package?: string;
  /** The step as a person reads it: `install service registry`. */
  readonly step?: string;
}

/** Every failure of this package. */
export class SystemServicesError extends CodedError<SystemServicesErrorCode, SystemServicesErrorDetails> {
  override readonly name = 'SystemServicesError';
  declare readonly package: string | undefined;
  declare readonly step: string | undefined;
}
