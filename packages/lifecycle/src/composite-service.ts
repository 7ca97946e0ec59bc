import { type Clock, lastingClock } from '@noctiluca/common/clock';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { DEFAULT_START_TIMEOUT_MS, DEFAULT_STOP_TIMEOUT_MS } from './constants.js';
import type { NodeServiceState, ServiceDescription } from './description.js';
import { markAsTree } from './description-tree.js';
import { LifecycleError, StopError } from './errors.js';
import { type Logger, silentLogger } from './logger.js';
import type { NodeService } from './node-service.js';
import { assertFresh, own } from './ownership.js';
import { Part } from './part.js';
import { type CompositeParts, fillSlots } from './slots.js';
import { startOrder } from './start-order.js';
import { type Link, startAll, stopAll } from './start-stop.js';

export interface CompositeInit extends CompositeParts {
  /** Time each part may take to start, milliseconds, unless it says otherwise. @default 30000 */
  startTimeoutMs?: number;
  /** Time each part may take to stop, milliseconds, unless it says otherwise. @default 10000 */
  stopTimeoutMs?: number;
  /** @default silent */
  logger?: Logger;
  /** For time limits. @default the system's, whose timers keep the process alive */
  clock?: Clock;
}

/** Parts that live and die together; itself a part, so composites nest. */
export interface CompositeService extends NodeService {
  readonly state: NodeServiceState;
  /**
   * Starts the parts in the order of their dependencies, independent ones at the same time. When one fails, is too slow,
   * or the start is aborted, everything begun is stopped again before the returned promise rejects.
   * @param signal the composite's life: aborted during the start, it gives the start up; later, it stops the composite.
   * @throws LifecycleError `START_FAILED`, `START_TIMEOUT` (`part` names the culprit, `cause` is what it threw,
   * `suppressed` what went wrong on the way back), `START_ABORTED`, `STARTED_TWICE`, `ALREADY_RUNNING`
   */
  start(signal?: AbortSignal): Promise<void>;
  /**
   * Stops the parts in the reverse order. During a start, gives that up and waits until all is down again. A second call
   * answers the first one's promise; before `start` and after a failed one there is nothing to do.
   * @param signal aborted when the time for stopping is over: parts still stopping are left behind.
   * @throws StopError lists every part that failed or was too slow; the others are down
   */
  stop(signal?: AbortSignal): Promise<void>;
  /** The tree of parts in start order: state, durations, last error, and what each says about itself. */
  describe(): ServiceDescription;
}

class OrderedComposite implements CompositeService {
  readonly name: string;
  readonly #links: readonly Link[];
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #startGivenUp = new AbortController();
  readonly #stopGivenUp = new AbortController();
  #state: NodeServiceState = 'idle';
  #started: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;
  #startDurationMs: number | undefined;
  #stopDurationMs: number | undefined;
  #lastError: ServiceDescription['lastError'];
  #forgetLife = () => {};

  constructor(init: CompositeInit) {
    const { name, startTimeoutMs, stopTimeoutMs, logger: log = silentLogger, clock = lastingClock } = init;
    this.name = name;
    this.#log = log.child({ composite: name });
    this.#clock = clock;
    const partInit = {
      composite: name,
      startTimeoutMs: startTimeoutMs ?? DEFAULT_START_TIMEOUT_MS,
      stopTimeoutMs: stopTimeoutMs ?? DEFAULT_STOP_TIMEOUT_MS,
      clock,
      log: this.#log,
    };
    const parts = new Map<string, Part>();
    this.#links = startOrder(name, fillSlots(init)).map(({ slot, waitsFor }) => {
      const part = new Part(slot, partInit);
      parts.set(slot.name, part);
      return { part, waitsFor: waitsFor.map((dependency) => parts.get(dependency)).filter(isPart) };
    });
  }

  get state(): NodeServiceState {
    return this.#state;
  }

  async start(signal: AbortSignal = new AbortController().signal): Promise<void> {
    if (this.#state !== 'idle') {
      throw new LifecycleError(
        'STARTED_TWICE',
        `'${this.name}' is ${this.#state} and cannot be started: a composite is started once. Build a new one.`,
        { part: this.name },
      );
    }
    const services = this.#links.map(({ part }) => part.slot.service);
    for (const service of services) assertFresh(service, this.name);
    for (const service of services) own(service, this.name);
    this.#state = 'starting';
    this.#started = this.#bringUp(signal);
    return this.#started;
  }

  async #bringUp(life: AbortSignal): Promise<void> {
    const startedAt = this.#clock.monotonicMs();
    const onAbort = () => this.#lifeEnded(life.reason);
    life.addEventListener('abort', onAbort, { once: true });
    this.#forgetLife = () => life.removeEventListener('abort', onAbort);
    if (life.aborted) onAbort();
    const failure = await startAll(this.#links, this.#startGivenUp);
    const durationMs = this.#clock.monotonicMs() - startedAt;
    this.#startDurationMs = durationMs;
    if (failure === undefined && !this.#startGivenUp.signal.aborted) {
      this.#state = 'running';
      this.#log.info({ durationMs, parts: this.#links.length }, 'Started');
      return;
    }
    throw await this.#takeBack(failure);
  }

  async #takeBack(failure: LifecycleError | undefined): Promise<LifecycleError> {
    const suppressed = await this.#bringDown();
    this.#state = 'failed';
    const reason = failure ?? this.#startGivenUp.signal.reason;
    const error = new LifecycleError(
      failure?.code ?? 'START_ABORTED',
      failure?.message ?? `The start of '${this.name}' was aborted: ${messageOf(reason)}`,
      {
        suppressed,
        cause: failure === undefined ? reason : failure.cause,
        ...(failure?.part === undefined ? {} : { part: failure.part }),
      },
    );
    this.#lastError = { code: (failure && codeOf(failure.cause)) ?? error.code, message: error.message };
    this.#log.error({ part: error.part, err: error }, 'Did not start');
    return error;
  }

  #lifeEnded(reason: unknown): void {
    if (this.#state === 'starting') {
      this.#startGivenUp.abort(reason);
      return;
    }
    this.#log.warn({ err: reason }, 'Stopping because the signal given to start was aborted');
    this.stop().catch((error: unknown) => this.#log.error({ err: error }, 'Did not stop cleanly'));
  }

  stop(signal?: AbortSignal): Promise<void> {
    if (signal !== undefined) this.#hurryOn(signal);
    this.#stopped ??= this.#stopOnce();
    return this.#stopped;
  }

  #hurryOn(signal: AbortSignal): void {
    const hurry = () => this.#stopGivenUp.abort(signal.reason);
    if (signal.aborted) hurry();
    else signal.addEventListener('abort', hurry, { once: true });
  }

  async #stopOnce(): Promise<void> {
    if (this.#state === 'idle') {
      this.#state = 'stopped';
      return;
    }
    if (this.#state === 'failed') return;
    const errors = this.#state === 'running' ? await this.#bringDown() : await this.#abandonStart();
    if (errors.length === 0) return;
    const error = new StopError(this.name, errors);
    this.#lastError = { code: error.code, message: error.message };
    throw error;
  }

  /** The start itself takes back what it had begun; its own caller hears of its failure. */
  async #abandonStart(): Promise<readonly LifecycleError[]> {
    this.#startGivenUp.abort(new LifecycleError('START_ABORTED', `stop() of '${this.name}' was called`));
    const failure = await this.#started?.then(
      () => undefined,
      (error: unknown) => error,
    );
    return failure instanceof LifecycleError ? failure.suppressed : [];
  }

  async #bringDown(): Promise<LifecycleError[]> {
    const startedAt = this.#clock.monotonicMs();
    this.#state = 'stopping';
    const errors = await stopAll(this.#links, this.#stopGivenUp.signal);
    this.#forgetLife();
    const durationMs = this.#clock.monotonicMs() - startedAt;
    this.#stopDurationMs = durationMs;
    this.#state = errors.length === 0 ? 'stopped' : 'failed';
    this.#log.info({ durationMs, failed: errors.length }, 'Stopped');
    return errors;
  }

  describe(): ServiceDescription {
    return markAsTree({
      name: this.name,
      state: this.#state,
      ...(this.#startDurationMs === undefined ? {} : { startDurationMs: this.#startDurationMs }),
      ...(this.#stopDurationMs === undefined ? {} : { stopDurationMs: this.#stopDurationMs }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
      children: this.#links.map(({ part }) => part.describe()),
    });
  }
}

function isPart(part: Part | undefined): part is Part {
  return part !== undefined;
}

/**
 * One part made of many (ADR 069). Building it does no I/O and checks every rule of composition.
 * @throws LifecycleError `DUPLICATE_NAME`, `DUPLICATE_INSTANCE`, `DUPLICATE_REPLACEMENT`, `UNKNOWN_REPLACEMENT`,
 * `ALREADY_RUNNING`, `UNKNOWN_DEPENDENCY`, `DEPENDENCY_CYCLE`
 */
export function createCompositeService(init: CompositeInit): CompositeService {
  return new OrderedComposite(init);
}
