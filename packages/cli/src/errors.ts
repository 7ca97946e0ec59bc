import { CodedError } from '@noctiluca/common/coded-error';
import { codeOf } from '@noctiluca/common/thrown';

/** What a user of the command line can do something about. */
export type CliErrorCode =
  | 'NO_PROJECT'
  | 'PROJECT_INVALID'
  | 'PROJECT_EXISTS'
  | 'NO_LOCAL_NETWORK'
  | 'NO_CHAIN'
  | 'NOT_HERE'
  | 'RELAY_UNKNOWN'
  | 'RELAY_UNREACHABLE'
  | 'KEY_EXISTS'
  | 'KEY_INVALID'
  | 'KEY_UNKNOWN'
  | 'BAD_ARGUMENT'
  | 'SERVICE_UNKNOWN'
  | 'SPELL_UNKNOWN'
  | 'SPELL_EXISTS'
  | 'WORKER_UNKNOWN'
  | 'MODULE_UNREADABLE'
  | 'PEER_UNKNOWN'
  | 'PARTICLE_UNKNOWN'
  | 'DEPLOY_FAILED'
  | 'UPLOAD_FAILED'
  | 'CALL_FAILED'
  | 'CALL_TIMEOUT'
  | 'AQUA_FAILED'
  | 'AIR_INVALID'
  | 'DEPENDENCY_FAILED'
  | 'ARCHIVE_INVALID'
  | 'DOWNLOAD_FAILED'
  | 'DOWNLOAD_CHANGED'
  | 'SERVICE_EXISTS'
  | 'MODULE_EXISTS'
  | 'MODULE_UNKNOWN'
  | 'RUST_MISSING'
  | 'RUST_FAILED';

/** An expected error: one line and a stable code, no stack unless `DEBUG` is set. */
export class CliError extends CodedError<CliErrorCode> {
  override readonly name = 'CliError';
}

/** Code of any error: ours, another package's, Node's; `UNEXPECTED` for what nobody foresaw. */
export function errorCode(error: unknown): string {
  return codeOf(error) ?? 'UNEXPECTED';
}
