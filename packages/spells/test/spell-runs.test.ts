import type { ParticleRun, RunEnd } from '@noctiluca/aquamarine';
import { HOST_SCOPE } from '@noctiluca/host';
import { describe, expect, it } from 'vitest';
import type { Trigger } from '../src/bus/trigger.js';
import { MAX_WAITING_TRIGGERS } from '../src/constants.js';
import { createSpellRuns, type Overlap } from '../src/spell-runs.js';
import { FakeClock, flush } from './utils/fake-clock.js';

const timer = (timestampSec: number, isCatchUp = false): Trigger => ({
  kind: 'timer',
  timestampSec,
  nextIndex: 1,
  isCatchUp,
});
const peer = (peerId: string): Trigger => ({ kind: 'peer', peerId, connected: true });

function world(overlap: Overlap = 'skip', maxConcurrent = 10) {
  const begun: { name: string; rest(): void; end(): void }[] = [];
  const skipped: string[] = [];
  const tracked: Promise<unknown>[] = [];
  const clock = Object.assign(new FakeClock(), { track: (work: Promise<unknown>) => tracked.push(work) });
  const nameOf = (spellId: string, trigger: Trigger) =>
    `${spellId} ${trigger.kind === 'timer' ? trigger.timestampSec : trigger.peerId}`;
  const runs = createSpellRuns(
    { overlap, maxConcurrent },
    {
      clock,
      async cast({ spellId }, trigger): Promise<ParticleRun | undefined> {
        let rest = () => {};
        let finish: (end: RunEnd) => void = () => {};
        const idle = new Promise<void>((resolve) => {
          rest = resolve;
        });
        const over = new Promise<RunEnd>((resolve) => {
          finish = resolve;
        });
        const end = () => {
          rest();
          finish({ ended: 'quiet' });
        };
        begun.push({ name: nameOf(spellId, trigger), rest, end });
        return spellId === 'gone' ? undefined : { idle, over };
      },
      onSkip: ({ spellId }, trigger, reason) => skipped.push(`${nameOf(spellId, trigger)} ${reason}`),
    },
  );
  return {
    runs,
    begun,
    skipped,
    tracked,
    take: (trigger: Trigger, spellId = 'spell') => runs.take({ spellId, scope: HOST_SCOPE }, trigger),
    names: () => begun.map(({ name }) => name),
  };
}

describe('a trigger while a run of its spell is under way', () => {
  it('is left out under `skip`, which is told', async () => {
    const { take, begun, skipped, names } = world('skip');
    take(timer(1));
    take(timer(2));
    await flush();
    expect(names()).toEqual(['spell 1']);
    expect(skipped).toEqual(['spell 2 overlap']);
    begun[0]!.end();
    await flush();
    take(timer(3));
    expect(names()).toEqual(['spell 1', 'spell 3']);
  });

  it('is kept as one more run under `coalesce`', async () => {
    const { take, begun, skipped, names } = world('coalesce');
    for (const at of [1, 2, 3]) take(timer(at));
    expect(skipped).toEqual(['spell 3 overlap']);
    begun[0]!.end();
    await flush();
    expect(names()).toEqual(['spell 1', 'spell 2']);
  });

  it('runs beside it under `allow`', () => {
    const { take, names } = world('allow');
    for (const at of [1, 2, 3]) take(timer(at));
    expect(names()).toEqual(['spell 1', 'spell 2', 'spell 3']);
  });

  it.each(['skip', 'coalesce'] as const)(
    'waits its turn under `%s` when it is a connection or caught up',
    async (overlap) => {
      const { take, begun, names } = world(overlap);
      take(timer(1));
      take(peer('a'));
      take(peer('b'));
      take(timer(0, true));
      for (let run = 0; run < 4; run++) {
        await flush();
        begun[run]!.end();
      }
      expect(names()).toEqual(['spell 1', 'spell a', 'spell b', 'spell 0']);
    },
  );

  it('is left out when too many wait', () => {
    const { take, skipped, runs } = world();
    take(timer(1));
    for (let n = 0; n < MAX_WAITING_TRIGGERS + 2; n++) take(peer(`${n}`));
    expect(runs.waiting).toBe(MAX_WAITING_TRIGGERS);
    expect(skipped).toEqual([
      `spell ${MAX_WAITING_TRIGGERS} queue-full`,
      `spell ${MAX_WAITING_TRIGGERS + 1} queue-full`,
    ]);
  });

  it('does not hold back other spells', () => {
    const { take, names } = world();
    take(timer(1), 'a');
    take(timer(1), 'b');
    expect(names()).toEqual(['a 1', 'b 1']);
  });
});

describe('all spells together', () => {
  it('have so many runs at work at a time; one that is away gives up its place but still counts for its spell', async () => {
    const { take, begun, runs, names, skipped } = world('skip', 2);
    for (const id of ['a', 'b', 'c']) take(timer(1), id);
    expect(names()).toEqual(['a 1', 'b 1']);
    expect(runs.running).toBe(2);
    begun[0]!.rest();
    await flush();
    expect(names()).toEqual(['a 1', 'b 1', 'c 1']);
    take(timer(2), 'a');
    expect(skipped).toEqual(['a 2 overlap']);
    for (const run of begun) run.end();
    await flush();
    expect(runs.running).toBe(0);
    expect(runs.isBusy('a')).toBe(false);
  });

  it('go on when one came to nothing', async () => {
    const { take, names, runs } = world('skip', 1);
    take(timer(1), 'gone');
    take(timer(1), 'other');
    await flush();
    expect(names()).toEqual(['gone 1', 'other 1']);
    expect(runs.isBusy('gone')).toBe(false);
  });

  it('are waited for by a clock from the trigger to the end of the run', async () => {
    const { take, begun, tracked } = world();
    take(timer(1));
    take(peer('later'));
    expect(tracked).toHaveLength(2);
    let done = 0;
    for (const work of tracked) void work.then(() => done++);
    await flush();
    expect(done).toBe(0);
    begun[0]!.end();
    await flush();
    expect(done).toBe(1);
    begun[1]!.end();
    await flush();
    expect(done).toBe(2);
  });

  it('are given up while they wait when the peer stops', async () => {
    const { take, runs, skipped, tracked } = world();
    take(timer(1));
    take(peer('later'));
    runs.stop();
    take(timer(2), 'other');
    expect(skipped).toEqual(['spell later stopped', 'other 2 stopped']);
    await tracked[1];
  });
});
