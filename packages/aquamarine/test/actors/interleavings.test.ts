import type { Particle } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePeer, NOTHING } from '../utils/make-peer.js';
import { bytes, type Call, type Run, request, type Sent, text } from '../utils/scripted-parts.js';

type Step =
  | { readonly kind: 'ingest'; readonly which: number }
  | { readonly kind: 'finish'; readonly which: number; readonly calls: number; readonly peers: number }
  | { readonly kind: 'fail'; readonly which: number; readonly code: string }
  | { readonly kind: 'answer'; readonly which: number }
  | { readonly kind: 'sent'; readonly which: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'flush' };

const which = fc.nat(30);
const code = fc.constantFrom('AVM_TRAP', 'AVM_DEADLINE', 'AVM_QUEUE_FULL');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('ingest' as const), which: fc.nat(3) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('finish' as const),
        which,
        calls: fc.nat(4),
        peers: fc.nat(2),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), which, code }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), which }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('sent' as const), which }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(400) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
  ),
  { maxLength: 80, size: 'max' },
);

const BOUNDS = {
  maxCallsPerActor: 2,
  maxMailbox: 3,
  maxConcurrentRuns: 2,
  maxQueuedParticles: 8,
  maxWaiting: 3,
  maxSendsDistant: 1,
};

/** A peer, four particles of different lives, and what is open in the parts around it. */
async function makeModel() {
  const peer = await makePeer({ bounds: BOUNDS });
  peer.network.slow = true;
  const particles = [100, 400, 1_000, 5_000].map((ttl, i) => peer.particle({ id: `${i}`, ttl }));
  const lateEffects: string[] = [];
  const noteIfLate = (what: string, { id }: Particle) => {
    const { timestamp, ttl } = particles[Number(id)] as Particle;
    if (peer.clock.nowMs() > timestamp + ttl) lateEffects.push(what);
  };
  peer.host.onCall = (particle) => noteIfLate('call', particle);
  peer.network.onSend = (particle) => noteIfLate('send', particle);
  const [runs, calls, sends]: [Run[], Call[], Sent[]] = [[], [], []];
  const seen = { runs: 0, calls: 0, sends: 0 };
  const atOnce: string[] = [];
  const ingested: string[] = [];
  const nextCallId = new Map<string, number>();
  const fedResults: string[] = [];
  const ranData: string[] = [];
  let refusedRuns = 0;

  /** Takes note of what the peer began since the last look. */
  function look(): void {
    for (; seen.runs < peer.avm.runs.length; seen.runs++) {
      const run = peer.avm.runs[seen.runs] as Run;
      if (runs.some(({ affinity }) => affinity === run.affinity)) atOnce.push(run.affinity);
      runs.push(run);
    }
    for (; seen.calls < peer.host.calls.length; seen.calls++) {
      calls.push(peer.host.calls[seen.calls] as Call);
    }
    for (; seen.sends < peer.network.sent.length; seen.sends++) {
      sends.push(peer.network.sent[seen.sends] as Sent);
    }
  }

  function takeOf<T>(items: T[], index: number): T | undefined {
    return items.length === 0 ? undefined : items.splice(index % items.length, 1)[0];
  }

  /** An invocation really happened: its inputs were consumed. */
  function consumed(run: Run, withResults: boolean): void {
    const { data, callResults, particleId } = run.request;
    if (data.length > 0) ranData.push(`${particleId} ${text(data)}`);
    if (withResults) for (const id of callResults.keys()) fedResults.push(`${run.affinity} ${id}`);
  }

  function finish(run: Run, callCount: number, peerCount: number): void {
    consumed(run, true);
    const from = nextCallId.get(run.affinity) ?? 1;
    nextCallId.set(run.affinity, from + callCount);
    const callRequests = Array.from({ length: callCount }, (_, i) =>
      request(from + i, `${run.affinity} ${from + i}`),
    );
    const nextPeerIds = [peer.client.peerId, peer.keyPair.peerId].slice(0, peerCount);
    if (peerCount === 2) ingested.push(`${run.request.particleId} forwarded`);
    run.finish({ callRequests, nextPeerIds, data: bytes('forwarded') });
  }

  async function apply(step: Step): Promise<void> {
    if (step.kind === 'ingest') {
      const data = `${ingested.length}`;
      ingested.push(`${step.which} ${data}`);
      void peer.ingest({ ...(particles[step.which] as Particle), data: bytes(data) });
    } else if (step.kind === 'finish') {
      const run = takeOf(runs, step.which);
      if (run !== undefined) finish(run, step.calls, step.peers);
    } else if (step.kind === 'fail') {
      const run = takeOf(runs, step.which);
      if (run === undefined) return;
      if (step.code === 'AVM_QUEUE_FULL') refusedRuns++;
      else consumed(run, run.request.data.length === 0);
      run.fail(step.code);
    } else if (step.kind === 'answer') takeOf(calls, step.which)?.answer({ kind: 'empty' });
    else if (step.kind === 'sent') takeOf(sends, step.which)?.finish({ status: 'ok', bytes: 1 });
    else if (step.kind === 'wait') peer.clock.advance(step.ms);
    else await flush(1);
    look();
  }

  /** Time passes until all particles are gone, then everything still open answers. */
  async function drain(): Promise<void> {
    await flush();
    peer.clock.advance(10_000);
    look();
    while (runs.length + calls.length + sends.length > 0) {
      const run = takeOf(runs, 0);
      if (run !== undefined) finish(run, 2, 1);
      takeOf(calls, 0)?.answer({ kind: 'empty' });
      takeOf(sends, 0)?.finish({ status: 'ok', bytes: 1 });
      await flush();
      peer.clock.advance(100);
      look();
    }
    await flush();
    peer.clock.advance(100);
    await flush();
  }

  return {
    peer,
    apply,
    drain,
    atOnce,
    lateEffects,
    fedResults,
    ranData,
    ingested,
    refused: () => refusedRuns,
  };
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at++;
  return at === part.length;
}

describe('any interleaving of particles, outcomes, answers and time', () => {
  it('keeps order, runs one at a time, feeds each answer once, does nothing late and gives all memory back', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const model = await makeModel();
        for (const step of sequence) await model.apply(step);
        await model.drain();
        const { peer, ranData, fedResults } = model;

        expect(model.atOnce).toEqual([]);
        expect(model.lateEffects).toEqual([]);
        const called = peer.host.calls.map(({ call }) => call.functionName);
        expect(new Set(called).size).toBe(called.length);
        expect(new Set(fedResults).size).toBe(fedResults.length);
        for (const fed of fedResults) expect(called).toContain(fed);
        // What came from outside is numbered; `forwarded` comes back from the peer itself and is equal each time.
        const numbered = ranData.filter((data) => !data.endsWith('forwarded'));
        for (const id of ['0', '1', '2', '3']) {
          const of = (all: readonly string[]) => all.filter((data) => data.startsWith(`${id} `));
          expect(isSubsequence(of(numbered), of(model.ingested))).toBe(true);
        }
        expect(peer.facts()).toEqual(NOTHING);
        expect(peer.clock.pendingTimers).toBe(0);
        expect(peer.dropped().filter((drop) => drop.endsWith('internal'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('accounts for each particle: it is run, or dropped with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const model = await makeModel();
        const withoutLoops = sequence.map((step) => (step.kind === 'finish' ? { ...step, peers: 0 } : step));
        for (const step of withoutLoops) await model.apply(step);
        await model.drain();
        const dropped = model.peer.trace.trace().filter((entry) => {
          if (entry.kind !== 'dropped') return false;
          if (entry.stage === 'dispatcher') return true;
          return entry.stage === 'actor' && (entry.detail === undefined || entry.detail === 'host');
        });
        expect(model.ranData.length + dropped.length).toBe(model.ingested.length);
      }),
      { numRuns: 200 },
    );
  });
});
