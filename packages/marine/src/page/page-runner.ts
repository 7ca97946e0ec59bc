import { MarineError } from '../errors.js';
import { CallClock } from '../limits/call-clock.js';
import {
  compileModule,
  compileModuleSync,
  type MarineModule,
  meteredModule,
} from '../module/marine-module.js';
import type { ServiceConfig } from '../module-config.js';
import { checkConfig } from '../service/check-config.js';
import { createService } from '../service/service.js';
import type { CreateOptions, ModuleLogSink, RunningService, ServiceRunner } from '../service-runner.js';
import { PageService } from './page-service.js';

/** Options of a runner; those that are about threads have no meaning here. */
export interface PageRunnerInit {
  /** Receives log lines of all services. @default lines are dropped */
  readonly log?: ModuleLogSink;
  /** Time a call may run when it names none, ms: nothing else happens on the page meanwhile. @default 5000 */
  readonly callDeadlineMs?: number;
}

const CALL_DEADLINE_MS = 5000;

/** Runs services on the calling thread, for browsers. Their code is metered, so that a call past its deadline ends. */
class PageRunner implements ServiceRunner {
  readonly #init: PageRunnerInit;
  readonly #services = new Set<RunningService>();
  #isClosed = false;

  constructor(init: PageRunnerInit) {
    this.#init = init;
  }

  async create(config: ServiceConfig, { signal }: CreateOptions = {}): Promise<RunningService> {
    checkConfig(config);
    const modules = await Promise.all(config.modules.map(compiled));
    signal?.throwIfAborted();
    if (this.#isClosed) throw new MarineError('SERVICE_STOPPED', 'the runner of services is closed');
    const service = this.#start({ ...config, modules });
    this.#services.add(service);
    return service;
  }

  #start(config: ServiceConfig): RunningService {
    const { callDeadlineMs = CALL_DEADLINE_MS, log } = this.#init;
    const clock = new CallClock();
    clock.begin(callDeadlineMs);
    try {
      return new PageService(createService(config, { clock, ...(log && { log }) }), clock, callDeadlineMs);
    } finally {
      clock.end();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#services].map((service) => service.stop()));
    this.#services.clear();
  }
}

/** Runner of services on the calling thread. */
export function createServiceRunner(init: PageRunnerInit = {}): ServiceRunner {
  return new PageRunner(init);
}

type Module = ServiceConfig['modules'][number];

async function compiled({ config, wasm }: Module): Promise<Module> {
  return { config, wasm: await toModule(wasm, config.name) };
}

async function toModule(source: Module['wasm'], name: string): Promise<MarineModule> {
  if ('program' in source) return meteredModule(source);
  if (source instanceof WebAssembly.Module) return compileModuleSync(source, name);
  return compileModule(source, name, { metered: true });
}
