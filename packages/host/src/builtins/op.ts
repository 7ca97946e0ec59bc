import { sha256 } from '@noctiluca/common/sha256';
import { messageOf } from '@noctiluca/common/thrown';
import { fromBase58, toBase58 } from '../encoding/base58.js';
import { wrapSha256 } from '../encoding/hash.js';
import { isArray, type JsonArray } from '../encoding/json.js';
import { ConvertedError, HostError } from '../errors.js';
import { bool, bytes, text } from './argument-types.js';
import { fields, optional, required, rest } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

const BASE58_LIMIT = 'Error: base58 is limited to <n> bytes here, got <size>';

/** Length of the only argument; `array.length` is the same function (spec/nox.md §3.6). */
export const arrayLength = builtin({
  doc: 'Number of elements of an array.',
  args: rest('array', '[]any'),
  returns: 'u32',
  errors: [
    'op array_length accepts exactly 1 argument: <n> found',
    "op array_length's argument must be an array",
  ],
  call(args) {
    const [array] = args;
    if (args.length !== 1) {
      throw new HostError(
        'BAD_ARGUMENTS',
        `op array_length accepts exactly 1 argument: ${args.length} found`,
      );
    }
    if (!isArray(array)) throw new HostError('BAD_ARGUMENTS', `op array_length's argument must be an array`);
    return array.length;
  },
});

/** `op`: values, base58 and hashes (spec/nox.md §3.5). */
export const opBuiltins: BuiltinService = {
  id: 'op',
  doc: 'Building and converting values.',
  functions: {
    noop: builtin({
      doc: 'Does nothing.',
      args: rest('args'),
      returns: '()',
      call: () => undefined,
    }),
    array: builtin({
      doc: 'An array of the arguments.',
      args: rest('values'),
      returns: '[]any',
      call: (args) => args,
    }),
    array_length: arrayLength,
    concat: builtin({
      doc: 'Joins arrays.',
      args: rest('arrays', '[]any'),
      returns: '[]any',
      errors: ["all arguments of 'concat' must be arrays: argument #<i> is not"],
      call: (args) => allOf(args, 'concat', 'arrays', isArray).flat(),
    }),
    concat_strings: builtin({
      doc: 'Joins strings.',
      args: rest('strings', 'string'),
      returns: 'string',
      errors: ["all arguments of 'concat_strings' must be strings: argument #<i> is not"],
      call: (args) => allOf(args, 'concat_strings', 'strings', (arg) => typeof arg === 'string').join(''),
    }),
    string_to_b58: builtin({
      doc: 'Base58 of the UTF-8 bytes of a string.',
      args: fields({ string: required(text) }),
      returns: 'string',
      errors: [BASE58_LIMIT],
      call: ({ string }) => toBase58(new TextEncoder().encode(string)),
    }),
    string_from_b58: builtin({
      doc: 'The string whose UTF-8 bytes a base58 text holds.',
      args: fields({ b58_string: required(text) }),
      returns: 'string',
      errors: [
        'Error: decode base58 failed: <reason>',
        'Error: decode from bytes to UTF8 failed: <reason>',
        BASE58_LIMIT,
      ],
      call: ({ b58_string }) => fromUtf8(fromBase58(b58_string)),
    }),
    bytes_from_b58: builtin({
      doc: 'The bytes a base58 text holds.',
      args: fields({ b58_string: required(text) }),
      returns: '[]u8',
      errors: ['Error: decode base58 failed: <reason>', BASE58_LIMIT],
      call: ({ b58_string }) => [...fromBase58(b58_string)],
    }),
    bytes_to_b58: builtin({
      doc: 'Base58 of bytes.',
      args: fields({ bytes: required(bytes) }),
      returns: 'string',
      errors: [BASE58_LIMIT],
      call: (args) => toBase58(args.bytes),
    }),
    sha256_string: builtin({
      doc: 'sha2-256 of a string: a multihash, or the digest alone; in base58, or as bytes.',
      args: fields({ string: required(text), digest_only: optional(bool), as_bytes: optional(bool) }),
      returns: 'string | []u8',
      notes: 'On purpose not as nox, which does not hash; this peer and js-client do.',
      call({ string, digest_only, as_bytes }) {
        const digest = sha256(new TextEncoder().encode(string));
        const hash = digest_only ? digest : wrapSha256(digest);
        return as_bytes ? [...hash] : toBase58(hash);
      },
    }),
    identity: builtin({
      doc: 'The argument itself; nothing without one.',
      args: rest('value'),
      returns: 'any',
      errors: ['identity accepts up to 1 arguments, received <n> arguments'],
      call(args) {
        if (args.length > 1) {
          throw new HostError(
            'BAD_ARGUMENTS',
            `identity accepts up to 1 arguments, received ${args.length} arguments`,
          );
        }
        return args[0];
      },
    }),
  },
};

function allOf<T extends JsonArray[number]>(
  args: JsonArray,
  name: string,
  kind: string,
  is: (arg: JsonArray[number]) => arg is T,
): T[] {
  return args.map((arg, index) => {
    if (is(arg)) return arg;
    throw new HostError(
      'BAD_ARGUMENTS',
      `all arguments of '${name}' must be ${kind}: argument #${index} is not`,
    );
  });
}

function fromUtf8(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (error) {
    const reason = `decode from bytes to UTF8 failed: ${messageOf(error)}`;
    throw new ConvertedError('INVALID', reason, { cause: error });
  }
}
