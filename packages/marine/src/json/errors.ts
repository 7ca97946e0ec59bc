import { CodedError } from '@noctiluca/common/coded-error';

/** Why a JSON text or value was refused. */
export type JsonErrorCode =
  | 'JSON_SYNTAX'
  | 'JSON_DEPTH'
  | 'JSON_NUMBER_RANGE'
  | 'JSON_SURROGATE'
  | 'JSON_VALUE';

/** A JSON text that serde_json would refuse, or a value that has no JSON form. */
export class JsonError extends CodedError<JsonErrorCode> {
  override readonly name = 'JsonError';
}
