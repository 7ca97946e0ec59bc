import type { JSONArray } from '../../json.js';
import { decodeBase58, encodeBase58 } from '../../keys/encodings.js';
import { failure, success } from '../calls.js';
import { anArray, aString, numbers, taking, takingAll, wrongCount } from './checks.js';

/** Multihash of SHA-256: code, and the length of the digest. */
const SHA2_256 = [0x12, 0x20] as const;

const utf8 = new TextEncoder();

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8.encode(text));
  return encodeBase58(Uint8Array.of(...SHA2_256, ...new Uint8Array(digest)));
}

export const op = {
  noop: () => success({}),
  array: ({ args }: { args: JSONArray }) => success(args),
  array_length: taking([anArray], (items) => success(items.length)),
  identity: ({ args }: { args: JSONArray }) =>
    args.length > 1 ? failure(wrongCount(1, args)) : success(args[0] === undefined ? {} : args[0]),
  concat: takingAll(anArray, (lists) => success(lists.flat())),
  string_to_b58: taking([aString], (text) => success(encodeBase58(utf8.encode(text)))),
  string_from_b58: taking([aString], (text) => success(new TextDecoder().decode(decodeBase58(text)))),
  bytes_to_b58: taking([numbers], (bytes) => success(encodeBase58(new Uint8Array(bytes)))),
  bytes_from_b58: taking([aString], (text) => success(Array.from(decodeBase58(text)))),
  sha256_string: taking([aString], async (text) => success(await sha256(text))),
  concat_strings: takingAll(aString, (texts) => success(texts.join(''))),
};
