import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type DeploymentErrorCode =
  /** A package is enabled, replaced or depended on that nobody described. */
  | 'UNKNOWN_PACKAGE'
  /** Two packages have one name, or two services or spells one alias. */
  | 'DUPLICATE_NAME'
  /** Packages depend on each other in a circle. */
  | 'DEPENDENCY_CYCLE'
  /** An alias is held by something the deployer did not make. */
  | 'ALIAS_CONFLICT'
  /** A module is not the one that it was described as. */
  | 'ASSET_CORRUPT'
  /** A module or script could not be read from where it should be. */
  | 'ASSET_UNREADABLE'
  /** A service answered an initialisation or migration call with `success: false`, or with something else. */
  | 'CALL_REFUSED'
  /** One step of a package failed; `package`, `step` and `cause` say which and why. */
  | 'STEP_FAILED'
  /** A worker is not there, is not active, or is not the caller's. */
  | 'WORKER_REFUSED'
  /** A remote peer refused, did not answer, or is none of ours. */
  | 'REMOTE_FAILED'
  /** A value from outside is no plan, record or setting. */
  | 'INVALID';

export interface DeploymentErrorDetails extends ErrorOptions {
  readonly package?: string;
  /** The step as a person reads it: `install service registry`. */
  readonly step?: string;
}

/** Every failure of this package. */
export class DeploymentError extends CodedError<DeploymentErrorCode, DeploymentErrorDetails> {
  override readonly name = 'DeploymentError';
  declare readonly package: string | undefined;
  declare readonly step: string | undefined;
}
