import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { ParticleSummary, TraceEntry } from '@noctiluca/particle';
import { type RecordingFile, readRecordingFile } from '@noctiluca/replay/trace';
import type { HostedPeer } from './explorer-host.js';

/**
 * A particle of a local network, as `fluence trace --export` has made it: over three peers with `par` and a fold, a failing call
 * that is caught on each, and a peer that nobody knows.
 */
export async function threePeers(): Promise<RecordingFile> {
  const packed = await readFile(new URL('../fixtures/three-peers.json.gz', import.meta.url));
  return readRecordingFile(gunzipSync(packed).toString());
}

/** Peers that know of one particle what a file says. */
export function peersOf({ particleId, traces, recording }: RecordingFile): HostedPeer[] {
  return traces.map(({ name, peerId, entries }) => ({
    ...{ name, peerId },
    answer({ pathname, searchParams }) {
      if (pathname === '/api/particles') return [summaryOf(particleId, entries)].filter(isNew(searchParams));
      if (pathname.startsWith('/api/trace/') && !pathname.endsWith(`/${particleId}`)) return [];
      if (pathname === `/api/trace/${particleId}`)
        return entries.filter(({ seq }) => seq > since(searchParams));
      if (pathname === '/api/trace') return entries.filter(({ kind }) => kind === searchParams.get('kind'));
      if (pathname !== `/api/recordings/${particleId}` || recording === undefined) return undefined;
      const own = recording.peers.filter((peer) => peer.peerId === peerId);
      return own.length === 0 ? null : { ...recording, peers: own };
    },
  }));
}

/** A peer that met so many particles, all of them over. */
export function busyPeer(name: string, peerId: string, count: number): HostedPeer {
  const all = Array.from({ length: count }, (_, i) => madeUp(i)).reverse();
  return {
    ...{ name, peerId },
    answer({ pathname, searchParams }) {
      if (pathname !== '/api/particles') return [];
      const before = Number(searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const limit = Number(searchParams.get('limit'));
      return all
        .filter(({ seq }) => seq < before)
        .filter(isNew(searchParams))
        .slice(0, limit);
    },
  };
}

function madeUp(i: number): ParticleSummary {
  const fromUs = 1_764_500_000_000_000 + i * 700;
  return {
    ...{ particleId: `made-up-${i}`, author: `12D3KooW${'X'.repeat(44)}`, isSpell: false },
    ...{ seq: 10 * i + 1, lastSeq: 10 * i + 9, fromUs, toUs: fromUs + 5_000 },
    ...{ runs: 2, calls: 3, failedCalls: i % 10 === 0 ? 1 : 0, sends: 1, drops: 0, entries: 9 },
    ...(i % 10 === 0 ? { outcome: 'failed', reason: 'no such service' } : { outcome: 'returned' }),
  } as ParticleSummary;
}

const since = (query: URLSearchParams) => Number(query.get('since') ?? 0);

const isNew = (query: URLSearchParams) => (summary: ParticleSummary) => summary.lastSeq > since(query);

function summaryOf(particleId: string, entries: readonly TraceEntry[]): ParticleSummary {
  const [first, last] = [entries[0]!, entries.at(-1)!];
  const count = (isCounted: (entry: TraceEntry) => boolean) => entries.filter(isCounted).length;
  const arrival = entries.find(({ kind }) => kind === 'arrived');
  return {
    ...{ particleId, isSpell: false, seq: first.seq, lastSeq: last.seq, fromUs: first.atUs, toUs: last.atUs },
    ...(arrival?.kind === 'arrived' && { author: arrival.initPeerId }),
    outcome: entries.some((entry) => entry.kind === 'dropped' && entry.stage === 'send')
      ? 'failed'
      : 'sent-on',
    runs: count(({ kind }) => kind === 'interpreted'),
    calls: count(({ kind }) => kind === 'called'),
    failedCalls: count((entry) => entry.kind === 'called' && entry.retCode !== 0),
    sends: count(({ kind }) => kind === 'sent'),
    drops: count(({ kind }) => kind === 'dropped'),
    entries: entries.length,
  };
}

/** A particle with so many events on three peers, each of which calls and sends it on. */
export function longParticle(count: number): RecordingFile {
  const ids = ['A', 'B', 'C'].map((letter) => `12D3KooW${letter.repeat(44)}`);
  const traces = ids.map((peerId, p) => ({
    ...{ name: `nox-${p}`, peerId },
    entries: Array.from({ length: Math.floor(count / 3) }, (_, i) => event(ids, p, i)),
  }));
  return { format: 'noctiluca-recording', version: 1, particleId: 'long', traces };
}

/** Five make a hop: it comes, is let in, runs, calls, goes on. */
function event(ids: readonly string[], peer: number, i: number): TraceEntry {
  const seq = i + 1;
  const stamp = { seq, atUs: 1_764_500_000_000_000 + 3_000 * i + 1_000 * peer, particleId: 'long' };
  const [from, to] = [i === 0 ? 'nobody' : ids[(peer + 2) % 3], ids[(peer + 1) % 3]];
  const facts = {
    scope: 'host',
    bytes: 10,
    initPeerId: 'nobody',
    timestamp: 1,
    ttlMs: 9,
    script: 'f'.repeat(64),
  };
  const call = {
    scope: 'host',
    callId: i,
    serviceId: 'op',
    functionName: 'identity',
    args: '["hi"]',
    run: seq - 1,
  };
  const events = [
    { kind: 'received', from, bytes: 10 },
    { kind: 'arrived', ...facts },
    {
      kind: 'interpreted',
      ...facts,
      retCode: 0,
      calls: 1,
      nextPeers: [to],
      arrival: seq - 1,
      waitMs: 0.2,
      durationMs: 1,
    },
    { kind: 'called', ...call, retCode: i % 50 === 3 ? 1 : 0, result: '"hi"', durationMs: 0.5 },
    { kind: 'sent', to, bytes: 10, run: seq - 2 },
  ];
  return { ...events[i % 5], ...stamp } as TraceEntry;
}
