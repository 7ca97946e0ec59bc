import { sha256 } from '@noctiluca/common/sha256';
import { base58btc } from 'multiformats/bases/base58';

/** Multihash bytes of a peer id. */
export function multihashOf(peerId: string): Uint8Array {
  return base58btc.baseDecode(peerId);
}

/** The place of a key in Kademlia's space. */
export function placeOf(key: Uint8Array): Uint8Array {
  return sha256(key);
}

/** Peer ids, those nearest to a place first. */
export function sortByDistance(peerIds: readonly string[], place: Uint8Array): string[] {
  return peerIds
    .map((peerId) => ({ peerId, distance: xor(placeOf(multihashOf(peerId)), place) }))
    .sort((a, b) => Buffer.compare(a.distance, b.distance))
    .map(({ peerId }) => peerId);
}

export function isNearer(peerId: string, other: string, place: Uint8Array): boolean {
  return sortByDistance([peerId, other], place)[0] === peerId;
}

/** How many bits two places have in common before the first that differs. */
export function commonBits(a: Uint8Array, b: Uint8Array): number {
  const differs = xor(a, b).findIndex((byte) => byte !== 0);
  return differs < 0 ? a.length * 8 : differs * 8 + Math.clz32((a[differs] ?? 0) ^ (b[differs] ?? 0)) - 24;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}
