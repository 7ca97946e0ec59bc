/** JSON as compiled functions give and take it. */
export type JSONValue = string | number | boolean | null | { [x: string]: JSONValue } | JSONValue[];
export type JSONArray = JSONValue[];
export type JSONObject = { [x: string]: JSONValue };

/** JSON text as js-client writes it where a text quotes a value. */
export function jsonify(value: unknown): string {
  return JSON.stringify(value, null, 4);
}
