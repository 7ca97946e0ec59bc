import { CodedError } from '@noctiluca/common/coded-error';

/** What went wrong, stable across releases. */
export type ClientErrorCode =
  /** The peers of the particle did not finish in its time. */
  | 'EXPIRED'
  /** A peer said that it gave the particle up, and nothing else of it is under way. */
  | 'LOST'
  /** AquaVM refused to run the script, or what came back. */
  | 'INTERPRETER'
  /** No relay took the particle. */
  | 'NOT_SENT'
  /** The caller gave up. */
  | 'ABORTED'
  /** The client was disconnected meanwhile. */
  | 'DISCONNECTED'
  /** The script itself failed, on this or another peer. */
  | 'AQUA'
  /** A service id that is in use. */
  | 'SERVICE_EXISTS'
  /** A service of this client is called that is not registered. */
  | 'SERVICE_NOT_FOUND'
  /** An address without a peer id, or that is none; a configuration that cannot be. */
  | 'BAD_OPTIONS'
  /** No relay is connected. */
  | 'NOT_CONNECTED';

export class ClientError extends CodedError<ClientErrorCode, { readonly particleId: string | undefined }> {
  override readonly name: string = 'ClientError';
  /** Of the call that failed, where there was one. */
  declare readonly particleId: string | undefined;

  constructor(code: ClientErrorCode, message: string, particleId?: string, options?: ErrorOptions) {
    super(code, message, { particleId, ...options });
  }
}
