/** What can go wrong in a store; stable, to be compared instead of `instanceof`. */
export type StoreErrorCode =
  | 'not-running'
  | 'started-twice'
  | 'in-use'
  | 'unreadable'
  | 'schema-too-new'
  | 'schema-without-migration'
  | 'outside-transaction'
  | 'nested-transaction'
  | 'async-transaction'
  | 'write-failed'
  | 'invalid-table-name'
  | 'invalid-key'
  | 'key-too-long'
  | 'unsupported-value'
  | 'value-too-large'
  | 'invalid-cid'
  | 'blob-too-large'
  | 'blob-corrupt';

/** Any failure of `Store` or `BlobStore`; `cause` is what lmdb or the file system said. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
