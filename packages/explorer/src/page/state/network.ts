import { signal } from '@preact/signals';
import { answered } from '../api/ask.js';
import { askList } from '../api/lists.js';
import { askFacts, askHistory } from '../api/network.js';
import type { Connection, Neighbour, PeerFacts, Sample } from '../model/answers.js';
import type { Around } from '../model/graph.js';
import type { Peer } from '../model/peer.js';
import { withSamples } from '../model/samples.js';
import { every } from './every.js';
import { peers } from './peers.js';

/** What is known of each peer, by its name; absent for one that does not answer. */
export const facts = signal<ReadonlyMap<string, PeerFacts>>(new Map());
export const around = signal<ReadonlyMap<string, Around>>(new Map());
export const samples = signal<ReadonlyMap<string, readonly Sample[]>>(new Map());

const BEAT_MS = 2_500;

export function followNetwork(): () => void {
  return every(async () => {
    const known = peers.peek();
    const [allFacts, allAround, allSamples] = await Promise.all([
      eachOf(known, async (peer) => answered(await askFacts(peer))),
      eachOf(known, aroundOf),
      eachOf(known, samplesOf),
    ]);
    facts.value = allFacts;
    around.value = allAround;
    samples.value = allSamples;
  }, BEAT_MS);
}

async function eachOf<T>(
  known: readonly Peer[],
  read: (peer: Peer) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const values = await Promise.all(known.map(read));
  const found = new Map<string, T>();
  for (const [i, value] of values.entries()) if (value !== undefined) found.set(known[i]!.name, value);
  return found;
}

async function aroundOf(peer: Peer): Promise<Around | undefined> {
  const [connections, routing] = await Promise.all([
    askList<Connection>(peer, 'connections'),
    askList<Neighbour>(peer, 'kademlia'),
  ]);
  if ('why' in connections) return undefined;
  return { connections: connections.value, routing: answered(routing) ?? [] };
}

async function samplesOf(peer: Peer): Promise<readonly Sample[] | undefined> {
  const known = samples.peek().get(peer.name) ?? [];
  const answer = answered(await askHistory(peer, known.at(-1)?.atMs ?? 0));
  return answer === undefined ? undefined : withSamples(known, answer.samples);
}
