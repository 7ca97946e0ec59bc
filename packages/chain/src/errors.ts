/** What went wrong, stable across releases. */
export type ChainErrorCode =
  /** There is no anvil for this platform, or it is not installed. */
  | 'NO_BINARY'
  /** The chain did not come up; `message` has anvil's words. */
  | 'START_FAILED'
  /** The port of the RPC or of the indexer is taken. */
  | 'PORT_UNAVAILABLE'
  /** The chain is not up. */
  | 'NOT_RUNNING'
  /** The chain ended by itself. */
  | 'LOST'
  /** The kept state is not readable. */
  | 'DAMAGED'
  /** The kept state was made by other contracts. */
  | 'OUTDATED'
  /** The RPC does not answer. */
  | 'UNREACHABLE'
  /** The RPC answered with an error; `message` has its words. */
  | 'RPC_FAILED'
  /** A contract refused; `message` has its words, `data` what it threw. */
  | 'REVERTED'
  /** A CID, peer id, deal id, query or answer is not what it should be. */
  | 'INVALID'
  /** A bound of docs/limits.md was reached. */
  | 'LIMIT';

/** Every failure of this package. */
export class ChainError extends Error {
  override readonly name = 'ChainError';
  readonly code: ChainErrorCode;
  /** What a contract threw, 0x-hex. */
  readonly data: string | undefined;

  constructor(code: ChainErrorCode, message: string, options: ErrorOptions & { data?: string } = {}) {
    super(message, options);
    this.code = code;
    this.data = options.data;
  }
}

/** Text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
