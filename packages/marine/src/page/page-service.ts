import type { CallParameters } from '../call-parameters.js';
import { MarineError } from '../errors.js';
import type { ServiceInterface } from '../interface.js';
import type { CallClock } from '../limits/call-clock.js';
import type { MarineService } from '../service/service.js';
import type { ModuleMemory, RunningService } from '../service-runner.js';

/** A service on the calling thread: a call is over before anything else runs. */
export class PageService implements RunningService {
  readonly #service: MarineService;
  readonly #clock: CallClock;
  readonly #callDeadlineMs: number;
  #isStopped = false;

  constructor(service: MarineService, clock: CallClock, callDeadlineMs: number) {
    this.#service = service;
    this.#clock = clock;
    this.#callDeadlineMs = callDeadlineMs;
  }

  get serviceId(): string {
    return this.#service.serviceId;
  }

  get interface(): ServiceInterface {
    return this.#service.interface;
  }

  get memoryBytes(): number {
    return this.#service.memorySizeBytes;
  }

  async call(
    functionName: string,
    argsJson: string,
    parameters: CallParameters,
    { deadlineMs = this.#callDeadlineMs }: { deadlineMs?: number } = {},
  ): Promise<string> {
    if (this.#isStopped) {
      throw new MarineError('SERVICE_STOPPED', `the service ${this.serviceId} was stopped`);
    }
    this.#clock.begin(deadlineMs);
    try {
      return this.#service.callJson(functionName, argsJson, parameters);
    } finally {
      this.#clock.end();
    }
  }

  async memory(): Promise<ModuleMemory[]> {
    return this.#service.memory();
  }

  async stop(): Promise<void> {
    if (!this.#isStopped) this.#service.close();
    this.#isStopped = true;
  }
}
