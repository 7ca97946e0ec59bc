import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong while a peer is configured or started. */
export type NodeErrorCode =
  | 'CONFIG_INVALID'
  | 'CONFIG_UNREADABLE'
  | 'KEY_UNREADABLE'
  | 'KEY_INVALID'
  | 'HTTP_PORT_UNAVAILABLE';

/** An error of this package: `code` is stable, the message is for the person who starts the peer. */
export class NodeError extends CodedError<NodeErrorCode> {
  override readonly name = 'NodeError';
}
