import { CodedError } from '@noctiluca/common/coded-error';

/** Why a JSON text or value was refused. */
export type JsonErrorCode =
  /** The text is no JSON. */
  | 'JSON_SYNTAX'
  /** Nested deeper than the bound. */
  | 'JSON_DEPTH'
  /** A number beyond 64 bits or a double. */
  | 'JSON_NUMBER_RANGE'
  /** Half a surrogate pair. */
  | 'JSON_SURROGATE'
  /** A value that JSON has no form for. */
  | 'JSON_VALUE';

/** A JSON text that serde_json would refuse, or a value that has no JSON form. */
export class JsonError extends CodedError<JsonErrorCode> {
  override readonly name = 'JsonError';
}
