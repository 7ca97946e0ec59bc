import { CodedError } from '@noctiluca/common/coded-error';

/** Stable reasons; compare these, never `instanceof`, across packages and threads. */
export type NetworkErrorCode =
  | 'ALREADY_STARTED'
  | 'HANDLER_ALREADY_SET'
  | 'HANDLER_MISSING'
  | 'INVALID_ADDRESS'
  | 'INVALID_LIMIT'
  | 'LOCAL_ADDRESS'
  | 'SEND_TO_SELF';

/** A misuse or a configuration that cannot work. What the network itself does wrong is a result, not an error. */
export class NetworkError extends CodedError<NetworkErrorCode> {
  override readonly name = 'NetworkError';
}

/** Message of anything thrown, on one line. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map(describeError).join('; ');
  }
  return error instanceof Error ? error.message || error.name : String(error);
}
