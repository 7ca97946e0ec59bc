import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong while a peer is configured or started. */
export type NodeErrorCode =
  /** A setting that cannot be, or contradicts another. */
  | 'CONFIG_INVALID'
  /** A configuration file is not there, or is no TOML. */
  | 'CONFIG_UNREADABLE'
  /** The file of a key cannot be read or made. */
  | 'KEY_UNREADABLE'
  /** A key text is none. */
  | 'KEY_INVALID'
  /** There is a `chain_config`, and no package that speaks to a chain. */
  | 'NO_CHAIN_PACKAGE'
  /** The chain is asked before the peer is up. */
  | 'CHAIN_NOT_UP'
  /** A bound of docs/limits.md was reached. */
  | 'LIMIT'
  /** The HTTP port is taken. */
  | 'HTTP_PORT_UNAVAILABLE';

/** An error of this package: `code` is stable, the message is for the person who starts the peer. */
export class NodeError extends CodedError<NodeErrorCode> {
  override readonly name = 'NodeError';
}
