import { sha256 } from '@noctiluca/common/sha256';
import { decode as decodeMultihash } from 'multiformats/hashes/digest';
import { KAD_COUNT, KAD_MAX_COUNT } from '../constants.js';
import { fromBase58 } from '../encoding/base58.js';
import { wrapSha256 } from '../encoding/hash.js';
import { ConvertedError } from '../errors.js';
import type { HostConnectivity } from '../host.js';
import { bool, listOf, text, u32 } from './argument-types.js';
import { fields, optional, required } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

/** Longest key or item, in bytes: peer ids, multihashes and keys are far shorter. Ours: see `BASE58_MAX_BYTES`. */
const MAX_KEY_BYTES = 128;

const KEY_ERRORS = [
  'Error: decode base58 failed: <reason>',
  'Error: base58 is limited to <n> bytes here, got <size>',
];

const NEIGHBORHOOD_ERRORS = [
  ...KEY_ERRORS,
  'Error: Invalid multihash',
  'Error: Invalid multihash: a digest has at most 64 bytes, got <n>',
];

const NEIGHBORHOOD_NOTES =
  '`count` is 20 unless told, and 1000 at most. With `already_hashed` the key is a multihash.';

const neighborhoodArgs = fields({
  key: required(text),
  already_hashed: optional(bool),
  count: optional(u32),
});

/** `kad`: peers by distance (spec/nox.md §3.2). */
export function kadBuiltins({ connectivity }: { connectivity: HostConnectivity }): BuiltinService {
  const neighborhood = (
    { key, already_hashed, count = KAD_COUNT }: ReturnType<typeof neighborhoodArgs.decode>,
    signal: AbortSignal,
  ) => {
    const target = distanceKey(fromBase58(key, MAX_KEY_BYTES), already_hashed ?? false);
    return connectivity.neighborhood(target, Math.min(count, KAD_MAX_COUNT), { signal });
  };

  return {
    id: 'kad',
    doc: 'Peers by their distance to a key.',
    functions: {
      neighborhood: builtin({
        doc: 'Peers closest to a base58 key, nearest first.',
        args: neighborhoodArgs,
        returns: '[]PeerId',
        notes: NEIGHBORHOOD_NOTES,
        errors: [...NEIGHBORHOOD_ERRORS],
        call: (args, { signal }) => neighborhood(args, signal),
      }),
      neigh_with_addrs: builtin({
        doc: 'Peers closest to a base58 key, nearest first, with their addresses.',
        args: neighborhoodArgs,
        returns: '[]Contact',
        notes: NEIGHBORHOOD_NOTES,
        errors: [...NEIGHBORHOOD_ERRORS],
        async call(args, { signal }) {
          const peers = await neighborhood(args, signal);
          return peers.map((peer) => ({
            peer_id: peer,
            addresses: connectivity.getContact(peer)?.addresses ?? [],
          }));
        },
      }),
      merge: builtin({
        doc: 'Two lists of base58 keys as one, nearest to the target first, without repetitions.',
        args: fields({
          target: required(text),
          left: required(listOf(text)),
          right: required(listOf(text)),
          count: optional(u32),
        }),
        returns: '[]string',
        notes: '`count` is 20 unless told.',
        errors: [...KEY_ERRORS],
        call({ target, left, right, count = KAD_COUNT }) {
          const from = sha256(fromBase58(target, MAX_KEY_BYTES));
          const items = [...new Set([...left, ...right])].map((item) => ({
            item,
            distance: xor(sha256(fromBase58(item, MAX_KEY_BYTES)), from),
          }));
          items.sort((a, b) => Buffer.compare(a.distance, b.distance));
          return items.slice(0, count).map(({ item }) => item);
        },
      }),
    },
  };
}

/** Multihash whose sha2-256 is the point distances are measured from. */
function distanceKey(raw: Uint8Array, alreadyHashed: boolean): Uint8Array {
  if (!alreadyHashed) return wrapSha256(raw);
  try {
    return decodeMultihash(raw).bytes;
  } catch (error) {
    throw new ConvertedError('INVALID', 'Invalid multihash', { cause: error });
  }
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}
