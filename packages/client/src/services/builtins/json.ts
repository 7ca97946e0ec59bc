import { messageOf } from '@noctiluca/common/thrown';
import { type JSONArray, type JSONObject, type JSONValue, jsonify } from '../../json.js';
import { type CallServiceResult, failure, success } from '../calls.js';
import { anObject, anything, aString, taking, typeName } from './checks.js';

/** The object with fields added that come as key, value, key, value. */
function withFields(object: JSONObject, fields: JSONArray): CallServiceResult {
  const added: [string, JSONValue][] = [];
  for (let i = 0; i < fields.length; i += 2) {
    const key = fields[i] as JSONValue;
    if (typeof key !== 'string') return failure(`Expected string, received ${typeName(key)}`);
    added.push([key, fields[i + 1] as JSONValue]);
  }
  return success({ ...object, ...Object.fromEntries(added) });
}

function puts({ args }: { args: JSONArray }): CallServiceResult {
  if (args.length < 3) return failure(`Expected more than 3 argument(s). Got ${args.length}`);
  if (args.length % 2 === 0) return failure('Argument count must be odd.');
  const [object, ...fields] = args as [JSONValue, ...JSONArray];
  const reason = anObject(object, 0);
  return reason === undefined ? withFields(object as JSONObject, fields) : failure(reason);
}

export const json = {
  obj: ({ args }: { args: JSONArray }) =>
    args.length % 2 === 0
      ? withFields({}, args)
      : failure(`Expected even number of argument(s). Got ${args.length}`),
  put: taking([anObject, aString, anything], (object, key, value) => withFields(object, [key, value])),
  puts,
  stringify: taking([anObject], (object) => success(JSON.stringify(object))),
  parse: taking([aString], (text) => {
    try {
      return success(JSON.parse(text) as JSONValue);
    } catch (cause) {
      return failure(messageOf(cause));
    }
  }),
};

export const debug = {
  stringify: ({ args }: { args: JSONArray }) =>
    success(jsonify(args.length === 0 ? '<empty argument list>' : args.length === 1 ? args[0] : args)),
};
