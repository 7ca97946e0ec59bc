import type { ParticleRun, RunEnd } from '@noctiluca/aquamarine';
import { HOST_SCOPE } from '@noctiluca/host';
import { FakeClock, flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import type { Trigger } from '../src/bus/trigger.js';
import { MAX_WAITING_TRIGGERS } from '../src/constants.js';
import { type Overlap, SpellRunQueue } from '../src/spell-run-queue.js';

const timer = (timestampSec: number, isCatchUp = false): Trigger => ({
  kind: 'timer',
  timestampSec,
  nextIndex: 1,
  isCatchUp,
});
const block = (number: number): Trigger => ({ kind: 'block', block: number });
const peer = (peerId: string): Trigger => ({ kind: 'peer', peerId, connected: true });

function world(overlap: Overlap = 'skip', maxConcurrent = 10) {
  const begun: { name: string; rest(): void; comeBack(): void; end(): void }[] = [];
  const skipped: string[] = [];
  const tracked: Promise<unknown>[] = [];
  const clock = Object.assign(new FakeClock(), { track: (work: Promise<unknown>) => tracked.push(work) });
  const nameOf = (spellId: string, trigger: Trigger) =>
    `${spellId} ${trigger.kind === 'timer' ? trigger.timestampSec : trigger.kind === 'block' ? `block ${trigger.block}` : trigger.peerId}`;
  const runs = new SpellRunQueue(
    { overlap, maxConcurrent },
    {
      clock,
      async cast({ spellId }, trigger): Promise<ParticleRun | undefined> {
        let isHere = true;
        const told: (() => void)[] = [];
        let finish: (end: RunEnd) => void = () => {};
        const rest = () => {
          isHere = false;
          for (const tell of told.splice(0)) tell();
        };
        const comeBack = () => {
          isHere = true;
        };
        const resting = async () => {
          if (isHere) await new Promise<void>((resolve) => told.push(resolve));
        };
        const idle = resting();
        const over = new Promise<RunEnd>((resolve) => {
          finish = resolve;
        });
        const end = () => {
          rest();
          finish({ ended: 'quiet' });
        };
        begun.push({ name: nameOf(spellId, trigger), rest, comeBack, end });
        if (spellId === 'gone') return undefined;
        return {
          idle,
          over,
          resting,
          get isHere() {
            return isHere;
          },
        };
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

  it.each(['skip', 'coalesce', 'allow'] as const)(
    'is kept as one more run under `%s` when it is a block: that run sees all',
    async (overlap) => {
      const { take, begun, skipped, names } = world(overlap);
      take(timer(1));
      for (const number of [1, 2, 3]) take(block(number));
      await flush();
      expect(names()).toEqual(['spell 1']);
      expect(skipped).toEqual(['spell block 2 overlap', 'spell block 3 overlap']);
      begun[0]!.end();
      await flush();
      expect(names()).toEqual(['spell 1', 'spell block 1']);
    },
  );

  it('is left out when too many wait, or are away', async () => {
    const { take, skipped, runs } = world();
    take(timer(1));
    for (let n = 0; n < MAX_WAITING_TRIGGERS + 2; n++) take(peer(`${n}`));
    expect(runs.waiting).toBe(MAX_WAITING_TRIGGERS);
    expect(skipped).toEqual([
      `spell ${MAX_WAITING_TRIGGERS} queue-full`,
      `spell ${MAX_WAITING_TRIGGERS + 1} queue-full`,
    ]);
    const away = world();
    for (let run = 1; run <= MAX_WAITING_TRIGGERS; run++) {
      away.take(timer(run));
      await flush();
      away.begun.at(-1)!.rest();
      await flush();
    }
    away.take(timer(0));
    expect(away.begun).toHaveLength(MAX_WAITING_TRIGGERS);
    expect(away.skipped).toEqual(['spell 0 queue-full']);
  });

  it('does not hold back other spells', () => {
    const { take, names } = world();
    take(timer(1), 'a');
    take(timer(1), 'b');
    expect(names()).toEqual(['a 1', 'b 1']);
  });
});

describe.each(['skip', 'coalesce'] as const)('under `%s` a run that left for other peers', (overlap) => {
  it('does not hold back the next', async () => {
    const { take, begun, names, skipped, runs } = world(overlap);
    for (let run = 1; run <= 4; run++) {
      take(timer(run));
      await flush();
      begun.at(-1)!.rest();
      await flush();
    }
    expect(names()).toEqual(['spell 1', 'spell 2', 'spell 3', 'spell 4']);
    expect(skipped).toEqual([]);
    for (const run of begun) run.end();
    await flush();
    expect(runs.isBusy('spell')).toBe(false);
  });

  it('does while it is back, and no longer', async () => {
    const { take, begun, names } = world(overlap);
    take(timer(1));
    await flush();
    begun[0]!.rest();
    await flush();
    begun[0]!.comeBack();
    take(timer(2));
    take(peer('a'));
    await flush();
    expect(names()).toEqual(['spell 1']);
    begun[0]!.rest();
    await flush();
    expect(names()).toEqual(['spell 1', overlap === 'skip' ? 'spell a' : 'spell 2']);
    expect(begun).toHaveLength(2);
  });

  it('lets one of those that wait for it begin, not two', async () => {
    const { take, begun, names } = world(overlap);
    take(timer(1));
    for (const id of ['a', 'b']) take(peer(id));
    await flush();
    begun[0]!.rest();
    await flush();
    expect(names()).toEqual(['spell 1', 'spell a']);
    begun[0]!.end();
    await flush();
    expect(names()).toEqual(['spell 1', 'spell a']);
    begun[1]!.rest();
    await flush();
    expect(names()).toEqual(['spell 1', 'spell a', 'spell b']);
  });
});

describe('all spells together', () => {
  it('have so many runs at work at a time; one that is away gives up its place', async () => {
    const { take, begun, runs, names, skipped } = world('skip', 2);
    for (const id of ['a', 'b', 'c']) take(timer(1), id);
    expect(names()).toEqual(['a 1', 'b 1']);
    expect(runs.running).toBe(2);
    begun[0]!.rest();
    await flush();
    expect(names()).toEqual(['a 1', 'b 1', 'c 1']);
    take(timer(2), 'b');
    expect(skipped).toEqual(['b 2 overlap']);
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
