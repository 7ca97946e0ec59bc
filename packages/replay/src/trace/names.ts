import type { PeerTrace } from '../recording-file.js';

/** Peers as their user calls them. */
export class Names {
  readonly #names: ReadonlyMap<string, string>;

  /** @param author peer id of who made the particle */
  constructor(peers: readonly Pick<PeerTrace, 'peerId' | 'name'>[], author: string | undefined) {
    const named = peers.map(({ peerId, name }) => [peerId, name] as const);
    this.#names = new Map([...(author === undefined ? [] : [[author, 'the author'] as const]), ...named]);
  }

  of(peerId: string): string {
    return this.#names.get(peerId) ?? printable(peerId);
  }

  /** A text with the names of those peers in it; nothing in it steers a terminal. */
  in(text: string): string {
    let named = printable(text);
    for (const [peerId, name] of this.#names) named = named.replaceAll(peerId, name);
    return named;
  }
}

/** What strangers write is shown and not obeyed: escapes, line breaks, and what turns the direction of text. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}

/** At most so many characters. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
