import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong in a store; stable, to be compared instead of `instanceof`. */
export type StoreErrorCode =
  | 'NOT_RUNNING'
  | 'STARTED_TWICE'
  | 'IN_USE'
  | 'UNREADABLE'
  | 'SCHEMA_TOO_NEW'
  | 'SCHEMA_WITHOUT_MIGRATION'
  | 'OUTSIDE_TRANSACTION'
  | 'NESTED_TRANSACTION'
  | 'ASYNC_TRANSACTION'
  | 'WRITE_FAILED'
  | 'INVALID_TABLE_NAME'
  | 'INVALID_KEY'
  | 'KEY_TOO_LONG'
  | 'UNSUPPORTED_VALUE'
  | 'VALUE_TOO_LARGE'
  | 'INVALID_CID'
  | 'BLOB_TOO_LARGE'
  | 'BLOB_CORRUPT';

/** Any failure of `Store` or `BlobStore`; `cause` is what lmdb or the file system said. */
export class StoreError extends CodedError<StoreErrorCode> {
  override readonly name = 'StoreError';
}
