import type { TraceEntry, TraceEvent } from '@noctiluca/particle';
import type { PeerTrace, RecordingFile } from '../../src/trace.js';

const PEERS = ['A', 'B', 'C'].map((letter) => `12D3KooW${letter.repeat(44)}`) as [string, string, string];
export const [A, B, C] = PEERS;
export const AUTHOR = `12D3KooW${'X'.repeat(44)}`;
const BEGIN_US = 1_764_500_000_000_000;

type Told = TraceEvent & { readonly ms: number };

/** What a peer tells, its entries numbered from 1. */
export function peer(name: string, peerId: string, ...events: Told[]): PeerTrace {
  const entries = events.map(
    ({ ms, ...event }, i) =>
      ({ ...event, seq: i + 1, atUs: BEGIN_US + ms * 1000, particleId: 'p' }) as TraceEntry,
  );
  return { name, peerId, entries };
}

export const received = (ms: number, from: string): Told => ({ ms, kind: 'received', from, bytes: 10 });

export const arrived = (ms: number, more: object = {}): Told =>
  ({
    ...{ ms, kind: 'arrived', scope: 'host', bytes: 10, initPeerId: AUTHOR, ttlMs: 7_000 },
    ...{ timestamp: BEGIN_US / 1000, script: 'f'.repeat(64), ...more },
  }) as Told;

export const ran = (ms: number, more: object = {}): Told =>
  ({
    ...{ ms, kind: 'interpreted', scope: 'host', retCode: 0, calls: 0, nextPeers: [], bytes: 10 },
    ...{ waitMs: 0, durationMs: 1, ...more },
  }) as Told;

export const called = (ms: number, run: number, more: object = {}): Told =>
  ({
    ...{ ms, kind: 'called', scope: 'host', callId: 1, serviceId: 'op', functionName: 'identity', run },
    ...{ args: '["hi"]', retCode: 0, result: '"hi"', durationMs: 0.2, ...more },
  }) as Told;

export const sent = (ms: number, run: number, to: string): Told => ({ ms, kind: 'sent', to, bytes: 20, run });

export const file = (...traces: PeerTrace[]): RecordingFile => ({
  ...{ format: 'noctiluca-recording', version: 1, particleId: 'p', traces },
});

/** A client's particle through its relay to two peers, one of which calls and answers; the other is not to be found. */
export const THREE = file(
  peer(
    'nox-0',
    A,
    received(0, AUTHOR),
    arrived(0.1),
    ran(1, { arrival: 2, nextPeers: [B, C] }),
    sent(1.5, 3, B),
    { ms: 3, kind: 'dropped', stage: 'send', reason: 'not-found', detail: `to ${C}: gone`, run: 3 },
    received(6, B),
    arrived(6.1),
    ran(7, { arrival: 7, nextPeers: [AUTHOR] }),
    sent(7.5, 8, AUTHOR),
  ),
  peer(
    'nox-1',
    B,
    received(2, A),
    arrived(2.1),
    ran(3, { arrival: 2, calls: 1 }),
    called(3.5, 3),
    called(3.6, 3, { callId: 2, functionName: 'fail', retCode: 1, error: '"no"', result: undefined }),
    ran(4, { results: [4, 5], nextPeers: [A] }),
    sent(5, 6, A),
  ),
);
