import { CodedError } from '@noctiluca/common/coded-error';

/** Stable reasons; compare these, never `instanceof`, across packages and threads. */
export type NetworkErrorCode =
  /** It was started already. */
  | 'ALREADY_STARTED'
  /** Particles are handled already. */
  | 'HANDLER_ALREADY_SET'
  /** Started without anybody to handle particles. */
  | 'HANDLER_MISSING'
  /** A text that is no multiaddr, or of nothing that can be reached. */
  | 'INVALID_ADDRESS'
  /** A bound that cannot be. */
  | 'INVALID_LIMIT'
  /** A private address, where only public ones are dialled. */
  | 'LOCAL_ADDRESS'
  /** A particle for the peer itself. */
  | 'SEND_TO_SELF';

/** A misuse or a configuration that cannot work. What the network itself does wrong is a result, not an error. */
export class NetworkError extends CodedError<NetworkErrorCode> {
  override readonly name = 'NetworkError';
}
