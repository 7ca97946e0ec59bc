import { CodedError } from '@noctiluca/common/coded-error';
import { codeOf } from '@noctiluca/common/thrown';

/** What a user of the command line can do something about. */
export type CliErrorCode =
  /** No `fluence.yaml` here or above. */
  | 'NO_PROJECT'
  /** A file of the project says what cannot be, or what nobody knows. */
  | 'PROJECT_INVALID'
  /** `init` finds a project already. */
  | 'PROJECT_EXISTS'
  /** The local network is not up. */
  | 'NO_LOCAL_NETWORK'
  /** The command needs a chain; the message says how to have one, or what to use instead. */
  | 'NO_CHAIN'
  /** A contract or the indexer refused; the message has its words. What was in a block before that stays. */
  | 'CHAIN_REFUSED'
  /** A thing of upstream that this program does not have. */
  | 'NOT_HERE'
  /** No address of that name in the environment. */
  | 'RELAY_UNKNOWN'
  /** No relay could be connected to. */
  | 'RELAY_UNREACHABLE'
  /** A key of that name is there; keys are never overwritten. */
  | 'KEY_EXISTS'
  /** The file holds no base64 of 32 bytes. */
  | 'KEY_INVALID'
  /** No key of that name, of the project or the user. */
  | 'KEY_UNKNOWN'
  /** An argument or flag that cannot be. */
  | 'BAD_ARGUMENT'
  /** `fluence.yaml` has no such service. */
  | 'SERVICE_UNKNOWN'
  /** `fluence.yaml` has no such spell. */
  | 'SPELL_UNKNOWN'
  /** A spell of that name is there. */
  | 'SPELL_EXISTS'
  /** No such entry of `deployments` or `hosts`, or it is not deployed. */
  | 'WORKER_UNKNOWN'
  /** The wasm of a module is not there, or is none. */
  | 'MODULE_UNREADABLE'
  /** The network has no such peer. */
  | 'PEER_UNKNOWN'
  /** No peer knows of such a particle, or the file holds no recording. */
  | 'PARTICLE_UNKNOWN'
  /** Some workers are not as they should be; what was begun is completed by the next run. */
  | 'DEPLOY_FAILED'
  /** The IPFS daemon did not take a file. */
  | 'UPLOAD_FAILED'
  /** The script failed, and did not catch it. */
  | 'CALL_FAILED'
  /** No answer came in the time of the particle; the message has what peers told. */
  | 'CALL_TIMEOUT'
  /** The Aqua does not compile. */
  | 'AQUA_FAILED'
  /** The text is no AIR. */
  | 'AIR_INVALID'
  /** npm could not install a package. */
  | 'DEPENDENCY_FAILED'
  /** What was downloaded is no archive of a service or module. */
  | 'ARCHIVE_INVALID'
  /** An address does not answer, or not with a file. */
  | 'DOWNLOAD_FAILED'
  /** What was downloaded is not what its hash says. */
  | 'DOWNLOAD_CHANGED'
  /** A service of that name is there. */
  | 'SERVICE_EXISTS'
  /** A module of that name is there. */
  | 'MODULE_EXISTS'
  /** The service has no such module. */
  | 'MODULE_UNKNOWN'
  /** cargo, or its target for wasm, is not installed. */
  | 'RUST_MISSING'
  /** cargo failed; its output is above. */
  | 'RUST_FAILED';

/** An expected error: one line and a stable code, no stack unless `DEBUG` is set. */
export class CliError extends CodedError<CliErrorCode> {
  override readonly name = 'CliError';
}

/** Code of any error: ours, another package's, Node's; `UNEXPECTED` for what nobody foresaw. */
export function errorCode(error: unknown): string {
  return codeOf(error) ?? 'UNEXPECTED';
}
