import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong in a store; stable, to be compared instead of `instanceof`. */
export type StoreErrorCode =
  /** Asked for before `start` or after `stop`. */
  | 'NOT_RUNNING'
  /** It runs already. */
  | 'STARTED_TWICE'
  /** Something else has the directory open. */
  | 'IN_USE'
  /** The database or a file of it cannot be read. */
  | 'UNREADABLE'
  /** Written by a newer version. */
  | 'SCHEMA_TOO_NEW'
  /** Written by an older version, and there is no step from it. */
  | 'SCHEMA_WITHOUT_MIGRATION'
  /** A write that belongs into a transaction. */
  | 'OUTSIDE_TRANSACTION'
  /** A transaction inside of one. */
  | 'NESTED_TRANSACTION'
  /** The body of a transaction gave a promise: it must be synchronous. */
  | 'ASYNC_TRANSACTION'
  /** The disk did not take it. */
  | 'WRITE_FAILED'
  /** A name that no table can have. */
  | 'INVALID_TABLE_NAME'
  /** A key that is none. */
  | 'INVALID_KEY'
  /** A key above the bound. */
  | 'KEY_TOO_LONG'
  /** A value that cannot be stored as it is. */
  | 'UNSUPPORTED_VALUE'
  /** A value above the bound. */
  | 'VALUE_TOO_LARGE'
  /** A text that is no CID. */
  | 'INVALID_CID'
  /** A file above the bound. */
  | 'BLOB_TOO_LARGE'
  /** A file that is not what its CID says. */
  | 'BLOB_CORRUPT';

/** Any failure of `Store` or `BlobStore`; `cause` is what lmdb or the file system said. */
export class StoreError extends CodedError<StoreErrorCode> {
  override readonly name = 'StoreError';
}
