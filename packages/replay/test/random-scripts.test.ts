import { beforeAll, describe, expect, it } from 'vitest';
import { canonical, fromBase64, loadReplayAvm, type ReplayAvm, ReplaySession } from '../src/index.js';
import { peersAvm, randomRun, runAgain } from './utils/random-run.js';

/** Scripts that are tried; `scripts/many-scripts.mjs` has it try more. */
const SCRIPTS = Number(process.env.REPLAY_SCRIPTS ?? 25);
const FIRST = Number(process.env.REPLAY_FIRST ?? 1);

describe('replay of random scripts', () => {
  let peers: Pick<ReplayAvm, 'invoke'>;
  let avm: ReplayAvm;
  const seeds = Array.from({ length: SCRIPTS }, (_, i) => FIRST + i);
  const seen = { steps: 0, kinds: new Set<string>(), codes: new Set<number>() };

  beforeAll(async () => {
    [peers, avm] = [await peersAvm(), await loadReplayAvm()];
  });

  it.each(seeds)('equals what was recorded, seed %i', (seed) => {
    const run = randomRun(seed, peers);
    const steps = run.recording.peers.flatMap((peer) => peer.steps);

    // From what came in and the results of calls, with the keys, in the stock AquaVM.
    const again = runAgain(run, avm);
    for (const [i, { outcome }] of steps.entries()) {
      const recorded = avm.readable(fromBase64(outcome.data));
      const replayed = avm.readable(again[i]!);
      expect(canonical(replayed, true)).toBe(canonical(recorded, true));
    }

    // From what each step left, with no key and no former data.
    const session = new ReplaySession(run.recording, avm);
    const replayed = session.all();
    expect(replayed).toHaveLength(steps.length);
    expect(replayed.filter(({ isEqual }) => !isEqual).map(({ step }) => step.seq)).toEqual([]);
    for (const { entered } of replayed) {
      expect(entered.length).toBeGreaterThan(0);
      for (const { kind, index } of entered) {
        seen.kinds.add(kind);
        if (index !== undefined) expect(session.instructions[index]?.kind).toBe(kind);
      }
    }
    seen.steps += steps.length;
    for (const { outcome } of steps) seen.codes.add(outcome.retCode);
  });

  it('had scripts that are worth it', () => {
    expect(seen.steps).toBeGreaterThan(SCRIPTS * 3);
    expect([...seen.kinds]).toEqual(
      expect.arrayContaining(['call', 'ap', 'canon', 'fold', 'next', 'par', 'xor', 'match', 'new', 'null']),
    );
    expect([...seen.codes]).toEqual(expect.arrayContaining([0]));
    expect([...seen.codes].some((code) => code >= 10_000)).toBe(true);
    expect([...seen.codes].some((code) => code > 0 && code < 10_000)).toBe(false);
  });
});
