import { loadReplayAvm, type ReplayAvm } from '@noctiluca/replay';
import { beforeAll, describe, expect, it } from 'vitest';
import { greeting } from '../../replay/test/utils/three-peers.js';
import { airLines } from '../src/page/model/air.js';
import { openReplay } from '../src/page/replay/open-replay.js';

let avm: ReplayAvm;
beforeAll(async () => {
  avm = await loadReplayAvm();
});

describe('a script during its replay', () => {
  it('says of each instruction whether it was executed before, now, or not yet', async () => {
    const replay = await openReplay(greeting(avm));
    await replay.reach(replay.size - 1);
    expect(replay.done.value).toHaveLength(replay.size);
    const states = (position: number) =>
      airLines(replay.instructions, replay.done.peek().slice(0, position + 1)).map(({ state }) => state);
    expect(new Set(states(-1))).toEqual(new Set(['ahead']));
    expect(states(0)).toContain('current');
    expect(states(0)).toContain('ahead');
    const [first, last] = [states(0), states(replay.size - 1)];
    const done = (all: readonly string[]) => all.filter((state) => state !== 'ahead').length;
    expect(done(last)).toBeGreaterThan(done(first));
    expect(last).not.toContain('failed');
  });

  it('is as deep as its brackets', async () => {
    const replay = await openReplay(greeting(avm));
    const lines = airLines(replay.instructions, []);
    expect(lines[0]?.depth).toBe(0);
    for (const { index, depth } of lines) {
      const { parent } = replay.instructions[index]!;
      if (parent !== undefined) expect(depth).toBe(lines[parent]!.depth + 1);
    }
  });

  it('finds the step of a run by its peer and number', async () => {
    const recording = greeting(avm);
    const replay = await openReplay(recording);
    const numbers = recording.peers.flatMap(({ peerId, steps }) =>
      steps.map(({ seq }) => replay.stepOf(peerId, seq)),
    );
    expect([...numbers].sort()).toEqual(Array.from({ length: replay.size }, (_, i) => i));
    expect(replay.stepOf('nobody', 1)).toBeUndefined();
  });

  it('is looked at as far as somebody wants to see it, and says why it goes no further', async () => {
    const recording = greeting(avm);
    const [first, ...others] = recording.peers;
    const [step, broken, ...more] = first!.steps;
    const nonsense = { ...broken!, outcome: { ...broken!.outcome, data: btoa('nonsense') } };
    const replay = await openReplay({
      ...recording,
      peers: [{ ...first!, steps: [step!, nonsense, ...more] }, ...others],
    });
    await replay.reach(0);
    expect(replay.done.value).toHaveLength(1);
    expect(replay.why.value).toBe('');
    await replay.reach(1_000);
    expect(replay.done.value).toHaveLength(1);
    expect(replay.why.value).toContain('AquaVM cannot read this data');
  });
});
