import { AvmInstance, type InvokeRequest, loadAvmModule, type RawOutcome } from '@noctiluca/avm/instance';

/** Runs AquaVM, here or elsewhere. */
export interface Interpreter {
  /** @throws AvmError */
  invoke(request: InvokeRequest, callResults: Uint8Array): RawOutcome | Promise<RawOutcome>;
  /** The syntax tree of a script as JSON text, or a text that begins with `error`. */
  ast(air: string): Promise<string>;
  stop(): Promise<void>;
}

/** No limits of our own, as js-client has none: they are the peers' to set. */
const UNLIMITED = 2 ** 32;
export const LIMITS = {
  airSizeBytes: UNLIMITED,
  particleSizeBytes: UNLIMITED,
  callResultSizeBytes: UNLIMITED,
  hard: false,
} as const;
const RECYCLE_ABOVE_BYTES = 2 ** 26;

let instance: Promise<AvmInstance> | undefined;

/** One for all clients of a process: what an invocation needs comes with it. @throws AvmError `AVM_MODULE` */
export function avmHere(): Promise<AvmInstance> {
  instance ??= makeInstance().catch((cause: unknown) => {
    instance = undefined;
    throw cause;
  });
  return instance;
}

async function makeInstance(): Promise<AvmInstance> {
  const module = await loadAvmModule();
  const made = new AvmInstance({ module, limits: LIMITS, recycleAboveBytes: RECYCLE_ABOVE_BYTES });
  made.warmUp();
  return made;
}

/** AquaVM on the calling thread: an invocation takes under a millisecond, a message to a thread and back as long. */
export async function interpreterHere(): Promise<Interpreter> {
  const avm = await avmHere();
  return {
    invoke: (request, callResults) => avm.invoke(request, callResults),
    ast: async (air) => avm.ast(air),
    stop: async () => {},
  };
}
