import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong with a local network. */
export type LocalNetworkErrorCode =
  | 'ALREADY_UP'
  | 'BAD_PEER_COUNT'
  | 'PEER_FAILED'
  /** Another network, or another program, listens where a peer was to. */
  | 'PORTS_TAKEN'
  | 'DAEMON_FAILED'
  | 'DAEMON_TIMEOUT'
  | 'STATE_UNREADABLE'
  /** No peer of the network has a worker for a deal. */
  | 'NO_WORKER'
  /** The process of a peer, or of its network, did not answer a question. */
  | 'NO_ANSWER';

/** An error of this package: `code` is stable, the message is for the developer at the command line. */
export class LocalNetworkError extends CodedError<LocalNetworkErrorCode> {
  override readonly name = 'LocalNetworkError';
}
