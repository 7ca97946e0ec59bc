import type { History, Ledger, PeerFacts } from '../model/answers.js';
import type { Peer } from '../model/peer.js';
import { type Answer, ask } from './ask.js';

export function askFacts({ base }: Peer): Promise<Answer<PeerFacts>> {
  return ask(`${base}api/peer`);
}

/** @param since milliseconds since the epoch */
export function askHistory({ base }: Peer, since: number): Promise<Answer<History>> {
  return ask(`${base}api/history?since=${since}`);
}

/** @param ofClass `author`, `connection`, `prefix` or `site` */
export function askLedger({ base }: Peer, ofClass: string): Promise<Answer<Ledger>> {
  return ask(`${base}api/ledger?class=${encodeURIComponent(ofClass)}`);
}
