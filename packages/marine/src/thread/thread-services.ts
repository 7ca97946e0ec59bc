import { toObject } from '@noctiluca/common/coded-error';
import { messageOf } from '@noctiluca/common/thrown';
import { isMarineError, MarineError } from '../errors.js';
import { CallClock } from '../limits/call-clock.js';
import type { MarineModule } from '../module/marine-module.js';
import { createService, type MarineService } from '../service/service.js';
import { LogLimiter } from './log-limiter.js';
import type {
  ServiceData,
  ThreadAnswer,
  ThreadData,
  ThreadInput,
  ThreadMessage,
  ThreadRequest,
} from './protocol.js';
import { hasStackLeft } from './stack.js';

/** A call that runs longer lets calls of other services run in between, ms. */
const SLICE_MS = 5;
/** A service whose calls took no longer, so far, may be called on top of a long call of another: it is soon done. */
const SHORT_MS = 50;
/** On top of a call that runs longer any service may be called: others have waited for it long enough. */
const PATIENCE_MS = 1000;
/** Calls that can lie on top of one another. Our own bound: each takes of the thread's stack. */
const MAX_NESTING = 8;

interface ThreadPort {
  readonly post: (message: ThreadMessage) => void;
  /** The next message that waits, without waiting for one. */
  readonly next: () => ThreadInput | undefined;
}

interface Running {
  readonly clock: CallClock;
  /** Not there while it is created. */
  service: MarineService | undefined;
  /** Its longest call, milliseconds it ran; undefined before the first. */
  longestMs: number | undefined;
}

type Request = ThreadInput & { readonly kind: 'request' };

/**
 * The services of one thread. One call runs at a time; at the checks of its metering a long one steps aside for those
 * that wait, which run on top of it: they belong to other services, since each service has one request under way. What lies
 * below goes on only when those on top are done, so who may take long waits: a service that is new, or was slow before.
 */
export class ThreadServices {
  readonly #data: ThreadData;
  readonly #port: ThreadPort;
  readonly #pulse: Int32Array;
  readonly #modules = new Map<number, MarineModule>();
  readonly #services = new Map<number, Running>();
  /** Requests that wait until the thread is free, or what runs was waited for long enough. */
  readonly #held: Request[] = [];
  #nesting = 0;

  constructor(data: ThreadData, port: ThreadPort) {
    this.#data = data;
    this.#port = port;
    this.#pulse = new Int32Array(data.pulse);
  }

  handle(input: ThreadInput): void {
    this.#take(input);
    for (let held = this.#held.shift(); held; held = this.#held.shift()) this.#take(held);
  }

  #take(input: ThreadInput): void {
    Atomics.add(this.#pulse, 0, 1);
    if (input.kind === 'module') this.#modules.set(input.number, input.module);
    else if (input.kind === 'forget') this.#modules.delete(input.number);
    else if (input.kind === 'remove') this.#remove(input.service);
    else this.#run(input);
  }

  #run({ request, sequence }: Request): void {
    const answer = this.#answer(request);
    const refusals = this.#services.get(request.service)?.service?.takeRefusals() ?? [];
    this.#port.post({
      kind: 'answer',
      sequence,
      answer: refusals.length === 0 ? answer : { ...answer, refusals },
    });
  }

  #remove(service: number): void {
    const running = this.#services.get(service);
    this.#services.delete(service);
    // What it may be running below this very function ends at once.
    running?.clock.abort();
    running?.service?.close();
  }

  #answer(request: ThreadRequest): ThreadAnswer {
    this.#nesting++;
    try {
      return request.kind === 'create' ? this.#create(request) : this.#ask(request);
    } catch (error) {
      return failure(error);
    } finally {
      this.#nesting--;
    }
  }

  #create({ service: number, data, deadlineMs }: ThreadRequest & { kind: 'create' }): ThreadAnswer {
    const clock = new CallClock();
    clock.onCheck = () => this.#stepAside(clock);
    clock.begin(deadlineMs);
    const running: Running = { clock, service: undefined, longestMs: undefined };
    this.#services.set(number, running);
    const logs = new LogLimiter((log) => this.#port.post({ kind: 'log', log }), this.#data.logLinesPerSec);
    try {
      const service = createService(this.#configOf(data), {
        log: (line) => logs.push(line),
        binaries: this.#data.binaries,
        clock,
      });
      running.service = service;
      return { kind: 'ready', interface: service.interface, memoryBytes: service.memorySizeBytes };
    } catch (error) {
      this.#services.delete(number);
      throw error;
    } finally {
      clock.end();
    }
  }

  #configOf(data: ServiceData) {
    const modules = data.modules.map(({ config, module }) => ({ config, wasm: this.#modules.get(module)! }));
    return { ...data, modules };
  }

  #ask(request: Exclude<ThreadRequest, { kind: 'create' }>): ThreadAnswer {
    const running = this.#services.get(request.service);
    if (!running?.service) throw new MarineError('THREAD_FAILED', 'the thread does not have this service');
    const { service, clock } = running;
    if (request.kind === 'memory') return { kind: 'memory', memory: service.memory() };
    clock.begin(request.deadlineMs);
    try {
      const result = service.callJson(request.functionName, request.argsJson, request.parameters);
      return { kind: 'result', result, memoryBytes: service.memorySizeBytes };
    } catch (error) {
      return { ...failure(error), memoryBytes: service.memorySizeBytes };
    } finally {
      running.longestMs = Math.max(running.longestMs ?? 0, clock.elapsedMs);
      clock.end();
    }
  }

  #stepAside(clock: CallClock): void {
    Atomics.add(this.#pulse, 0, 1);
    if (this.#nesting >= MAX_NESTING || clock.elapsedMs < SLICE_MS) return;
    const startedAt = performance.now();
    const isLate = clock.elapsedMs > PATIENCE_MS;
    if (isLate) this.#takeHeld();
    for (let input = this.#waiting(); input; input = this.#waiting()) {
      if (isLate || input.kind !== 'request' || this.#isShort(input)) this.#take(input);
      else this.#held.push(input);
    }
    clock.leaveOut(performance.now() - startedAt);
  }

  /** Those that are put on top may hold others in their turn: what was there by now is enough. */
  #takeHeld(): void {
    for (let left = this.#held.length; left > 0 && hasStackLeft(); left--) {
      const held = this.#held.shift();
      if (held) this.#take(held);
    }
  }

  #isShort({ request }: Request): boolean {
    if (request.kind === 'memory') return true;
    const longestMs = this.#services.get(request.service)?.longestMs;
    return request.kind === 'call' && longestMs !== undefined && longestMs <= SHORT_MS;
  }

  /** A call on top of deep recursion would overflow the stack through no fault of its own: then it waits. */
  #waiting(): ThreadInput | undefined {
    return hasStackLeft() ? this.#port.next() : undefined;
  }
}

function failure(error: unknown): ThreadAnswer & { kind: 'error' } {
  const failure = isMarineError(error) ? error : new MarineError('THREAD_FAILED', messageOf(error));
  return { kind: 'error', error: toObject(failure) };
}
