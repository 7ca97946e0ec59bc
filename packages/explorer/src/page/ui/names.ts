import type { Peer } from '../model/peer.js';

/** What a peer is called, or the end of its id. */
export function shortName(peerId: string, peers: readonly Pick<Peer, 'peerId' | 'name'>[]): string {
  return peers.find((peer) => peer.peerId === peerId)?.name ?? `…${peerId.slice(-6)}`;
}

/** Time of the day with milliseconds, as the reader's clock has it. */
export function clockText(atUs: number): string {
  const at = new Date(atUs / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = `${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  return `${two(at.getHours())}:${two(at.getMinutes())}:${seconds}`;
}
