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
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: NetworkErrorCode;

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Message of anything thrown, on one line. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map(describeError).join('; ');
  }
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Code of an error that has one, from whatever package or thread. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
