import type { ParticleRun } from '@noctiluca/aquamarine';
import type { SpellPlace, Trigger } from './bus/trigger.js';
import type { SpellClock } from './clock.js';
import { MAX_WAITING_TRIGGERS } from './constants.js';
import type { SkipReason } from './metrics.js';

/**
 * What happens to a clock's trigger while a run of the spell is under way on this peer: it is left out, or kept as one more
 * run afterwards, or runs beside it as upstream does. A run that left for other peers is in nobody's way, unless it came
 * back. Triggers by connections are never left out: each tells of another peer. Of blocks one waits at most, whatever is
 * said here: a run sees all that came before it.
 */
export type Overlap = 'skip' | 'coalesce' | 'allow';

export interface SpellRunQueueInit {
  readonly overlap: Overlap;
  /** Runs at work on this peer at a time. */
  readonly maxConcurrent: number;
}

export interface SpellRunQueueComponents {
  readonly clock: SpellClock;
  /** Starts a run; undefined when it came to nothing, which is then reported. Must not reject. */
  readonly cast: (spell: SpellPlace, trigger: Trigger) => Promise<ParticleRun | undefined>;
  readonly onSkip: (spell: SpellPlace, trigger: Trigger, reason: SkipReason) => void;
}

/** A trigger on its way to a run. */
interface Ticket {
  readonly spell: SpellPlace;
  readonly trigger: Trigger;
  /** When it began to wait for a place, `performance.now()`. */
  readySinceMs: number;
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
export class SpellRunQueue {
  readonly #init: SpellRunQueueInit;
  readonly #components: SpellRunQueueComponents;
  readonly #lines = new Map<string, Line>();
  readonly #ready: Ticket[] = [];
  #running = 0;
  #waitingInLines = 0;
  #isStopped = false;

  constructor(init: SpellRunQueueInit, components: SpellRunQueueComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** Runs with something under way on this peer. */
  get running(): number {
    return this.#running;
  }

  /** Triggers that wait. */
  get waiting(): number {
    return this.#ready.length + this.#waitingInLines;
  }

  /** How long the trigger that waits longest for a place has, milliseconds; waiting for a run of its own spell is no lateness. */
  get oldestWaitMs(): number {
    const [oldest] = this.#ready;
    return oldest === undefined ? 0 : performance.now() - oldest.readySinceMs;
  }

  isBusy(spellId: string): boolean {
    return this.#lines.has(spellId);
  }

  take(spell: SpellPlace, trigger: Trigger): void {
    const line = this.#lines.get(spell.spellId) ?? { busy: 0, left: new Set(), waiting: [] };
    const reason = this.#isStopped ? 'stopped' : this.#refusal(line, trigger);
    if (reason !== undefined) {
      this.#components.onSkip(spell, trigger, reason);
      return;
    }
    this.#lines.set(spell.spellId, line);
    const ticket = { spell, trigger, readySinceMs: 0, done: this.#track() };
    if (!isHere(line) || (this.#init.overlap === 'allow' && trigger.kind !== 'block'))
      this.#admit(line, ticket);
    else this.#wait(line, ticket);
    this.#pump();
  }

  /** Gives up all that wait; what runs goes on. */
  stop(): void {
    this.#isStopped = true;
    const inLines = [...this.#lines.values()].flatMap((line) => line.waiting.splice(0));
    for (const { spell, trigger, done } of [...this.#ready.splice(0), ...inLines]) {
      this.#components.onSkip(spell, trigger, 'stopped');
      done();
    }
    this.#waitingInLines = 0;
  }

  /** Work of the clock's, until what is answered is called. */
  #track(): () => void {
    let done = () => {};
    const work = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#components.clock.track?.(work);
    return done;
  }

  #wait(line: Line, ticket: Ticket): void {
    line.waiting.push(ticket);
    this.#waitingInLines++;
    for (const run of line.left) void run.resting().then(() => this.#advance(line));
  }

  #refusal(line: Line, trigger: Trigger): SkipReason | undefined {
    const { busy, waiting } = line;
    const { overlap } = this.#init;
    if (busy >= MAX_WAITING_TRIGGERS || waiting.length >= MAX_WAITING_TRIGGERS) return 'queue-full';
    if (!isHere(line) || trigger.kind === 'peer') return undefined;
    if (trigger.kind === 'block') return isWaiting(line, 'block') ? 'overlap' : undefined;
    if (overlap === 'allow' || trigger.isCatchUp) return undefined;
    return overlap === 'coalesce' && !isWaiting(line, 'timer') ? undefined : 'overlap';
  }

  #admit(line: Line, ticket: Ticket): void {
    line.busy++;
    ticket.readySinceMs = performance.now();
    this.#ready.push(ticket);
  }

  #pump(): void {
    while (this.#running < this.#init.maxConcurrent) {
      const ticket = this.#ready.shift();
      if (ticket === undefined) return;
      this.#running++;
      void this.#run(ticket);
    }
  }

  async #run({ spell, trigger, done }: Ticket): Promise<void> {
    const started = await this.#components.cast(spell, trigger);
    await started?.idle;
    // What is away needs no place here.
    this.#running--;
    const line = this.#lines.get(spell.spellId);
    if (line !== undefined && started !== undefined) {
      line.left.add(started);
      this.#advance(line);
    }
    this.#pump();
    await started?.over;
    this.#leave(spell, started);
    done();
  }

  #leave({ spellId }: SpellPlace, run: ParticleRun | undefined): void {
    const line = this.#lines.get(spellId);
    if (line === undefined) return;
    line.busy--;
    if (run !== undefined) line.left.delete(run);
    this.#advance(line);
    if (line.busy === 0) this.#lines.delete(spellId);
  }

  /** The next of those that wait, if nothing is in its way. */
  #advance(line: Line): void {
    if (isHere(line)) return;
    const next = line.waiting.shift();
    if (next === undefined) return;
    this.#waitingInLines--;
    this.#admit(line, next);
    this.#pump();
  }
}

const isWaiting = ({ waiting }: Line, kind: Trigger['kind']): boolean =>
  waiting.some(({ trigger }) => trigger.kind === kind);

/** Whether one of its runs works here, or is about to. */
function isHere({ busy, left }: Line): boolean {
  return busy > left.size || [...left].some((run) => run.isHere);
}
