/** What went wrong, stable across releases. */
export type IpfsErrorCode =
  /** The daemon does not answer. */
  | 'UNREACHABLE'
  /** The daemon answered with an error; `message` has its words. */
  | 'RPC_FAILED'
  /** An address is no multiaddr of an RPC, a CID no CID, a path leads nowhere. */
  | 'INVALID'
  /** The blocks are not here, and there is nobody to ask. */
  | 'NOT_FOUND'
  /** A bound of docs/limits.md was reached. */
  | 'LIMIT'
  /** The port of the RPC is taken. */
  | 'PORT_UNAVAILABLE';

/** Every failure of this package. */
export class IpfsError extends Error {
  override readonly name = 'IpfsError';
  readonly code: IpfsErrorCode;

  constructor(code: IpfsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
