/** What went wrong, stable across releases. */
export type ClientErrorCode =
  /** A service id that the client needs itself, or that is in use. */
  | 'SERVICE_EXISTS'
  | 'SERVICE_NOT_FOUND'
  /** js-client asked AquaVM for something else than an invocation: another version of it is installed. */
  | 'UNKNOWN_INVOCATION';

export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
