/** What went wrong, stable across releases. */
export type SystemServicesErrorCode =
  /** A package is enabled that cannot run here. */
  | 'UNAVAILABLE'
  /** A file of a package is not in this installation, or is not the one it was built with. */
  | 'ASSET_MISSING'
  | 'ASSET_CORRUPT'
  /** `fail_fast` is set and a package failed: the node does not start. */
  | 'DEPLOY_FAILED'
  /** A particle called a system service that is not there (yet). */
  | 'NOT_READY'
  /** A remote peer refused, did not answer, or is none of ours. */
  | 'REMOTE_FAILED';

export interface SystemServicesErrorDetails {
  readonly package?: string;
  /** The step as a person reads it: `install service registry`. */
  readonly step?: string;
  readonly cause?: unknown;
}

/** Every failure of this package. */
export class SystemServicesError extends Error {
  override readonly name = 'SystemServicesError';
  readonly code: SystemServicesErrorCode;
  readonly package: string | undefined;
  readonly step: string | undefined;

  constructor(code: SystemServicesErrorCode, message: string, details: SystemServicesErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.package = details.package;
    this.step = details.step;
  }
}
