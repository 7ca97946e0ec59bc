/** What can go wrong while a peer is configured or started. */
export type NodeErrorCode =
  | 'CONFIG_INVALID'
  | 'CONFIG_UNREADABLE'
  | 'KEY_UNREADABLE'
  | 'KEY_INVALID'
  | 'HTTP_PORT_UNAVAILABLE';

/** An error of this package: `code` is stable, the message is for the person who starts the peer. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly code: NodeErrorCode;

  constructor(code: NodeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
