import type { ParticleRun } from '@noctiluca/aquamarine';
import type { SpellPlace, Trigger } from './bus/trigger.js';
import type { SpellClock } from './clock.js';
import { MAX_WAITING_TRIGGERS } from './constants.js';
import type { SkipReason } from './metrics.js';

/**
 * What happens to a clock's trigger while a run of the spell is under way on this peer: it is left out, or kept as one more
 * run afterwards, or runs beside it as upstream does. A run that left for other peers is in nobody's way, unless it came
 * back. Triggers by connections are never left out: each tells of another peer.
 */
export type Overlap = 'skip' | 'coalesce' | 'allow';

export interface SpellRunsInit {
  readonly overlap: Overlap;
  /** Runs at work on this peer at a time. */
  readonly maxConcurrent: number;
}

export interface SpellRunsComponents {
  readonly clock: SpellClock;
  /** Starts a run; undefined when it came to nothing, which is then reported. Must not reject. */
  readonly cast: (spell: SpellPlace, trigger: Trigger) => Promise<ParticleRun | undefined>;
  readonly onSkip: (spell: SpellPlace, trigger: Trigger, reason: SkipReason) => void;
}

/** A trigger on its way to a run. */
interface Ticket {
  readonly spell: SpellPlace;
  readonly trigger: Trigger;
  /** Called when its run is over, or there is none. */
  readonly done: () => void;
}

interface Line {
  /** Tickets whose run is under way, here or away, or waits for a place. */
  busy: number;
  /** Of these, those that are away or were. */
  readonly left: Set<ParticleRun>;
  readonly waiting: Ticket[];
}

/** Turns triggers into runs: of one spell one after another, of all spells so many at a time. */
export interface SpellRuns {
  /** Runs with something under way on this peer. */
  readonly running: number;
  /** Triggers that wait. */
  readonly waiting: number;
  isBusy(spellId: string): boolean;
  take(spell: SpellPlace, trigger: Trigger): void;
  /** Gives up all that wait; what runs goes on. */
  stop(): void;
}

export function createSpellRuns(init: SpellRunsInit, components: SpellRunsComponents): SpellRuns {
  const { clock, cast, onSkip } = components;
  const lines = new Map<string, Line>();
  const ready: Ticket[] = [];
  let running = 0;
  let waitingInLines = 0;
  let isStopped = false;

  function take(spell: SpellPlace, trigger: Trigger): void {
    const line = lines.get(spell.spellId) ?? { busy: 0, left: new Set(), waiting: [] };
    const reason = isStopped ? 'stopped' : refusal(line, trigger);
    if (reason !== undefined) {
      onSkip(spell, trigger, reason);
      return;
    }
    lines.set(spell.spellId, line);
    let done = () => {};
    clock.track?.(
      new Promise<void>((resolve) => {
        done = resolve;
      }),
    );
    const ticket = { spell, trigger, done };
    if (init.overlap === 'allow' || !isHere(line)) admit(line, ticket);
    else wait(line, ticket);
    pump();
  }

  /** Whether one of its runs works here, or is about to. */
  function isHere({ busy, left }: Line): boolean {
    return busy > left.size || [...left].some((run) => run.isHere);
  }

  function wait(line: Line, ticket: Ticket): void {
    line.waiting.push(ticket);
    waitingInLines++;
    for (const run of line.left) void run.resting().then(() => advance(line));
  }

  function refusal(line: Line, trigger: Trigger): SkipReason | undefined {
    const { busy, waiting } = line;
    if (busy >= MAX_WAITING_TRIGGERS || waiting.length >= MAX_WAITING_TRIGGERS) return 'queue-full';
    if (!isHere(line) || init.overlap === 'allow' || trigger.kind === 'peer' || trigger.isCatchUp)
      return undefined;
    const isOneWaiting = waiting.some(({ trigger: other }) => other.kind === 'timer');
    return init.overlap === 'coalesce' && !isOneWaiting ? undefined : 'overlap';
  }

  function admit(line: Line, ticket: Ticket): void {
    line.busy++;
    ready.push(ticket);
  }

  function pump(): void {
    while (running < init.maxConcurrent) {
      const ticket = ready.shift();
      if (ticket === undefined) return;
      running++;
      void run(ticket);
    }
  }

  async function run({ spell, trigger, done }: Ticket): Promise<void> {
    const started = await cast(spell, trigger);
    await started?.idle;
    // What is away needs no place here.
    running--;
    const line = lines.get(spell.spellId);
    if (line !== undefined && started !== undefined) {
      line.left.add(started);
      advance(line);
    }
    pump();
    await started?.over;
    leave(spell, started);
    done();
  }

  function leave({ spellId }: SpellPlace, run: ParticleRun | undefined): void {
    const line = lines.get(spellId);
    if (line === undefined) return;
    line.busy--;
    if (run !== undefined) line.left.delete(run);
    advance(line);
    if (line.busy === 0) lines.delete(spellId);
  }

  /** The next of those that wait, if nothing is in its way. */
  function advance(line: Line): void {
    if (isHere(line)) return;
    const next = line.waiting.shift();
    if (next === undefined) return;
    waitingInLines--;
    admit(line, next);
    pump();
  }

  return {
    get running() {
      return running;
    },
    get waiting() {
      return ready.length + waitingInLines;
    },
    isBusy: (spellId) => lines.has(spellId),
    take,
    stop() {
      isStopped = true;
      for (const { spell, trigger, done } of [
        ...ready.splice(0),
        ...[...lines.values()].flatMap((line) => line.waiting.splice(0)),
      ]) {
        onSkip(spell, trigger, 'stopped');
        done();
      }
      waitingInLines = 0;
    },
  };
}
