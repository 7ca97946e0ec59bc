import type { Clock } from '@noctiluca/common/clock';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import type { NodeServiceState, ServiceDescription } from './description.js';
import { factsOf } from './description-tree.js';
import { LifecycleError } from './errors.js';
import type { Logger } from './logger.js';
import { type Outcome, outcomeWithin } from './outcome.js';
import type { Slot } from './slots.js';

export interface PartInit {
  composite: string;
  startTimeoutMs: number;
  stopTimeoutMs: number;
  clock: Clock;
  log: Logger;
}

/** One slot of a composite, alive: runs its part's start and stop within their limits and remembers how they went. */
export class Part {
  readonly slot: Slot;
  readonly #init: PartInit;
  readonly #startLimitMs: number;
  readonly #stopLimitMs: number;
  readonly #life = new AbortController();
  #state: NodeServiceState = 'idle';
  #starting: Promise<void> | undefined;
  #isFailed = false;
  #startDurationMs: number | undefined;
  #stopDurationMs: number | undefined;
  #lastError: ServiceDescription['lastError'];

  constructor(slot: Slot, init: PartInit) {
    this.slot = slot;
    this.#init = init;
    this.#startLimitMs = slot.startTimeoutMs ?? init.startTimeoutMs;
    this.#stopLimitMs = slot.stopTimeoutMs ?? init.stopTimeoutMs;
  }

  get name(): string {
    return this.slot.name;
  }

  get state(): NodeServiceState {
    return this.#state;
  }

  /** @throws LifecycleError `START_FAILED`, `START_TIMEOUT`, `START_ABORTED` (once `giveUp` is aborted) */
  async start(giveUp: AbortSignal): Promise<void> {
    const { clock, log } = this.#init;
    const { service } = this.slot;
    const startedAt = clock.monotonicMs();
    this.#state = 'starting';
    this.#starting = (async () => service.start(this.#life.signal))();
    const bounds = { limitMs: this.#startLimitMs, signal: giveUp, clock };
    const outcome = await outcomeWithin(this.#starting, bounds);
    const durationMs = clock.monotonicMs() - startedAt;
    this.#startDurationMs = durationMs;
    if (outcome.kind === 'done') {
      this.#state = 'running';
      log.info({ part: this.name, durationMs }, 'Started part');
      return;
    }
    throw this.#startFailure(outcome, durationMs);
  }

  #startFailure(outcome: Exclude<Outcome, { kind: 'done' }>, durationMs: number): LifecycleError {
    const { composite, log } = this.#init;
    const error = startError(outcome, this.name, composite, this.#startLimitMs);
    this.#remember(error);
    if (outcome.kind === 'aborted') {
      log.warn({ part: this.name, durationMs }, 'Gave up starting part');
    } else {
      this.#isFailed = true;
      this.#state = 'failed';
      log.error({ part: this.name, durationMs, err: error }, 'Part did not start');
    }
    this.#life.abort(error);
    return error;
  }

  /**
   * Stops the part, also when its start failed or was given up (first waiting, within the limit for stopping, for
   * that start to end). Does nothing for a part that was never started.
   * @returns what went wrong: `STOP_FAILED` or `STOP_TIMEOUT`
   */
  async stop(giveUp: AbortSignal): Promise<LifecycleError | undefined> {
    if (this.#starting === undefined) return undefined;
    const { clock } = this.#init;
    const startedAt = clock.monotonicMs();
    this.#state = 'stopping';
    const bounds = { limitMs: this.#stopLimitMs, signal: giveUp, clock };
    await outcomeWithin(this.#starting, bounds);
    const over = new AbortController();
    const stopping = (async () => this.slot.service.stop(over.signal))();
    const outcome = await outcomeWithin(stopping, bounds);
    const error = outcome.kind === 'done' ? undefined : this.#stopError(outcome);
    over.abort(error);
    this.#life.abort(error);
    this.#stopped(clock.monotonicMs() - startedAt, error);
    return error;
  }

  #stopped(durationMs: number, error: LifecycleError | undefined): void {
    const { log } = this.#init;
    this.#stopDurationMs = durationMs;
    if (error === undefined) {
      this.#state = this.#isFailed ? 'failed' : 'stopped';
      log.info({ part: this.name, durationMs }, 'Stopped part');
      return;
    }
    this.#state = 'failed';
    this.#remember(error);
    log.error({ part: this.name, durationMs, err: error }, 'Part did not stop cleanly');
  }

  #stopError(outcome: Exclude<Outcome, { kind: 'done' }>): LifecycleError {
    const { composite } = this.#init;
    const who = `Part '${this.name}' of '${composite}'`;
    const details = { part: this.name };
    if (outcome.kind === 'failed') {
      const message = `${who} failed to stop: ${messageOf(outcome.error)}`;
      return new LifecycleError('STOP_FAILED', message, { ...details, cause: outcome.error });
    }
    if (outcome.kind === 'timeout') {
      const message = `${who} did not stop within ${this.#stopLimitMs} ms and was left behind`;
      return new LifecycleError('STOP_TIMEOUT', message, details);
    }
    const message = `${who} had not stopped when the time for stopping was over, and was left behind`;
    return new LifecycleError('STOP_TIMEOUT', message, { ...details, cause: outcome.reason });
  }

  #remember(error: LifecycleError): void {
    const cause = error.code === 'START_ABORTED' ? undefined : error.cause;
    this.#lastError = { code: codeOf(cause) ?? error.code, message: error.message };
  }

  describe(): ServiceDescription {
    const { name, origin, dependsOn, service } = this.slot;
    return {
      name,
      state: this.#state,
      origin,
      dependsOn: [...dependsOn],
      ...(this.#startDurationMs === undefined ? {} : { startDurationMs: this.#startDurationMs }),
      ...(this.#stopDurationMs === undefined ? {} : { stopDurationMs: this.#stopDurationMs }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
      ...factsOf(service),
    };
  }
}

function startError(
  outcome: Exclude<Outcome, { kind: 'done' }>,
  part: string,
  composite: string,
  limitMs: number,
): LifecycleError {
  const who = `part '${part}' of '${composite}'`;
  if (outcome.kind === 'failed') {
    const message = `Failed to start ${who}: ${messageOf(outcome.error)}`;
    return new LifecycleError('START_FAILED', message, { part, cause: outcome.error });
  }
  if (outcome.kind === 'timeout') {
    const message = `Gave up starting ${who}: it was not up within ${limitMs} ms (its 'startTimeoutMs')`;
    return new LifecycleError('START_TIMEOUT', message, { part });
  }
  const message = `Gave up starting ${who}: ${messageOf(outcome.reason)}`;
  return new LifecycleError('START_ABORTED', message, { part, cause: outcome.reason });
}
