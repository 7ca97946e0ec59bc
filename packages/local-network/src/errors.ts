import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong with a local network. */
export type LocalNetworkErrorCode =
  /** The network runs already. */
  | 'ALREADY_UP'
  /** A number of peers that cannot be. */
  | 'BAD_PEER_COUNT'
  /** A peer did not start, or ended; its log says why. */
  | 'PEER_FAILED'
  /** Another network, or another program, listens where a peer was to. */
  | 'PORTS_TAKEN'
  /** The package of the local chain is not installed, or has nothing for this platform. */
  | 'NO_CHAIN'
  /** The chain did not start, or refused the provider. */
  | 'CHAIN_FAILED'
  /** The background process did not start, or ended. */
  | 'DAEMON_FAILED'
  /** The background process was not ready in time. */
  | 'DAEMON_TIMEOUT'
  /** What is known of the network cannot be read. */
  | 'STATE_UNREADABLE'
  /** No peer of the network has a worker for a deal. */
  | 'NO_WORKER'
  /** The process of a peer, or of its network, did not answer a question. */
  | 'NO_ANSWER';

/** An error of this package: `code` is stable, the message is for the developer at the command line. */
export class LocalNetworkError extends CodedError<LocalNetworkErrorCode> {
  override readonly name = 'LocalNetworkError';
}
