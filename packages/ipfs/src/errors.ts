import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type IpfsErrorCode =
  /** The daemon does not answer. */
  | 'UNREACHABLE'
  /** The daemon answered with an error; `message` has its words. */
  | 'RPC_FAILED'
  /** An address is no multiaddr of an RPC, a CID no CID, a path leads nowhere, a node is not of its codec. */
  | 'INVALID'
  /** A request of the RPC is malformed: HTTP 400. */
  | 'BAD_REQUEST'
  /** A body is too long: HTTP 413. */
  | 'TOO_LARGE'
  /** The blocks are not here, and there is nobody to ask. */
  | 'NOT_FOUND'
  /** A block on the disk is not what its name says. */
  | 'DAMAGED'
  /** A thing of Kubo that is not done here. */
  | 'UNSUPPORTED'
  /** A bound of docs/limits.md was reached. */
  | 'LIMIT'
  /** The store was stopped. */
  | 'NOT_RUNNING'
  /** The port of the RPC is taken. */
  | 'PORT_UNAVAILABLE';

/** Every failure of this package. */
export class IpfsError extends CodedError<IpfsErrorCode> {
  override readonly name = 'IpfsError';
}
