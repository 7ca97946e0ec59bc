import { messageOf } from '@noctiluca/common/thrown';
import { JsonError } from './errors.js';
import { JsonReader } from './reader.js';
import { isPlain } from './scan.js';
import type { JsonValue } from './value.js';

/**
 * Read a JSON text as serde_json does: integers exact within 64 bits (a `bigint` when not safe as a `number`), beyond
 * that a float; a float with an integral value stays a float (`JsonFloat`). Of equal keys the last one wins.
 * @throws JsonError `JSON_SYNTAX`, `JSON_DEPTH` (more than 127 containers inside each other), `JSON_NUMBER_RANGE`
 * (beyond f64), `JSON_SURROGATE` (a lone surrogate, escaped or not)
 */
export function parseJson(text: string): JsonValue {
  return isPlain(text) ? parsePlain(text) : new JsonReader(text).read();
}

function parsePlain(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new JsonError('JSON_SYNTAX', `not a JSON text: ${reason}`, { cause });
  }
}
