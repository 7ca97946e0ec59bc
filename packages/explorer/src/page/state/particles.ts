import { signal } from '@preact/signals';
import { answered } from '../api/ask.js';
import { askCalls, askParticles, PAGE } from '../api/particles.js';
import { MAX_LISTED, ParticleList } from '../model/particle-list.js';
import type { Peer } from '../model/peer.js';
import type { Row } from '../model/rows.js';
import { every } from './every.js';
import { peers } from './peers.js';

const list = new ParticleList();

/** All of them, newest first. */
export const rows = signal<readonly Row[]>([]);
/** Whether the list stands still, to be read. */
export const isPaused = signal(false);
/** `service.function` of what particles called, while somebody filters by it. */
export const services = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

const lastSeq = new Map<string, number>();
const lastCall = new Map<string, number>();

export function followParticles(): () => void {
  return every(async () => {
    const news = await Promise.all(peers.peek().map(isNews));
    if (news.some(Boolean)) rows.value = list.rows();
  });
}

async function isNews(peer: Peer): Promise<boolean> {
  const since = lastSeq.get(peer.peerId);
  const told = answered(await askParticles(peer, since === undefined ? {} : { since })) ?? [];
  if (told.length === 0) return false;
  lastSeq.set(peer.peerId, Math.max(since ?? 0, ...told.map((each) => each.lastSeq)));
  list.tell(peer.name, told);
  if (since === undefined && told.length === PAGE) void readOlder(peer, told.at(-1)!.seq);
  return true;
}

/** What was there before the page. */
async function readOlder(peer: Peer, before: number): Promise<void> {
  for (let oldest = before; list.size < MAX_LISTED; ) {
    const told = answered(await askParticles(peer, { before: oldest })) ?? [];
    list.tell(peer.name, told);
    rows.value = list.rows();
    if (told.length < PAGE) return;
    oldest = told.at(-1)!.seq;
  }
}

/** Lists do not say what was called: the calls themselves are asked for, by who wants to know. */
export function followServices(): () => void {
  return every(async () => {
    const news = await Promise.all(peers.peek().map(isNewsOfCalls));
    if (news.some(Boolean)) services.value = new Map(services.peek());
  });
}

async function isNewsOfCalls(peer: Peer): Promise<boolean> {
  const since = lastCall.get(peer.peerId) ?? 0;
  const calls = answered(await askCalls(peer, since)) ?? [];
  const known = services.peek() as Map<string, Set<string>>;
  for (const call of calls) {
    if (call.kind !== 'called') continue;
    const named = known.get(call.particleId) ?? new Set<string>();
    known.set(call.particleId, named.add(`${call.serviceId}.${call.functionName}`));
  }
  forgetOldest(known);
  if (calls.length > 0) lastCall.set(peer.peerId, calls.at(-1)!.seq);
  return calls.length > 0;
}

function forgetOldest(known: Map<string, unknown>): void {
  for (const particleId of known.keys()) {
    if (known.size <= MAX_LISTED) return;
    known.delete(particleId);
  }
}
