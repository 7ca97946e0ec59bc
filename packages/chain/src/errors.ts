import { CodedError } from '@noctiluca/common/coded-error';

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
export class ChainError extends CodedError<ChainErrorCode, { readonly data: string }> {
  override readonly name = 'ChainError';
  /** What a contract threw, 0x-hex. */
  declare readonly data: string | undefined;
}
