import {
  AvmWorker,
  type InvokeRequest,
  isAvmError,
  loadAvmModule,
  type RawOutcome,
} from '@noctiluca/avm/browser';
import { avmHere, type Interpreter, interpreterHere, LIMITS } from './interpreter.js';

export interface WorkerOptions {
  /** Time an invocation may take, milliseconds. @default 5000 */
  readonly deadlineMs?: number;
}

/** AquaVM on a worker; on the page's thread where none can be made: the page's policy forbids it, or its bundler lost the file. */
export function interpreterOnWorker(options: WorkerOptions): Interpreter {
  const starting = start(options);
  // Told by `ready`, and where it is used.
  starting.catch(() => {});
  return {
    ready: starting,
    invoke: async (request, callResults) => (await starting).invoke(request, callResults),
    ast: async (air) => (await avmHere()).ast(air),
    stop: async () => (await starting.catch(() => undefined))?.stop(),
  };
}

async function start(options: WorkerOptions): Promise<Pick<Interpreter, 'invoke' | 'stop'>> {
  const module = await loadAvmModule();
  try {
    const worker = await AvmWorker.start({ module, limits: LIMITS, ...options });
    return {
      invoke: (request, results) => worker.runEncoded(request, results).catch(retryHere(request, results)),
      stop: () => worker.stop(),
    };
  } catch (error) {
    console.warn("AquaVM runs on the page's thread, which it may hold up: no worker could be made", error);
    const here = interpreterHere();
    await here.ready;
    return here;
  }
}

/** A worker has half the stack of a page: a fold that overflows it may fit there. Whatever else breaks off does so again. */
const retryHere =
  (request: InvokeRequest, callResults: Uint8Array) =>
  async (error: unknown): Promise<RawOutcome> => {
    if (!isAvmError(error, 'AVM_TRAP')) throw error;
    return (await avmHere()).invoke(request, callResults);
  };
