import { AvmInstance, type InvokeRequest, loadAvmModule, type RawOutcome } from '@noctiluca/avm/instance';

/** Runs AquaVM, here or elsewhere. */
export interface Interpreter {
  /** Rejects with an AvmError when AquaVM cannot be loaded. It may be used before. */
  readonly ready: Promise<unknown>;
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

const instances = new Map<boolean, Promise<AvmInstance>>();

/**
 * One for all clients of a process: what an invocation needs comes with it.
 * @param nativeSignatures see `RuntimeOptions`
 * @throws AvmError `AVM_MODULE`
 */
export function avmHere(nativeSignatures = true): Promise<AvmInstance> {
  const made = instances.get(nativeSignatures) ?? makeInstance(nativeSignatures);
  instances.set(nativeSignatures, made);
  made.catch(() => instances.delete(nativeSignatures));
  return made;
}

/**
 * Loads AquaVM for the clients of this process, beside whatever is done before the first of them connects.
 * @throws AvmError `AVM_MODULE`
 */
export async function prepareAvm(): Promise<void> {
  await avmHere();
}

async function makeInstance(nativeSignatures: boolean): Promise<AvmInstance> {
  const module = await loadAvmModule(undefined, { nativeSignatures });
  const init = { module, nativeSignatures, limits: LIMITS, recycleAboveBytes: RECYCLE_ABOVE_BYTES };
  const made = new AvmInstance(init);
  made.warmUp();
  return made;
}

/** AquaVM on the calling thread: an invocation takes under a millisecond, a message to a thread and back as long. */
export function interpreterHere(nativeSignatures = true): Interpreter {
  let avm: AvmInstance | undefined;
  const loading = avmHere(nativeSignatures).then((loaded) => {
    avm = loaded;
    return loaded;
  });
  // Told by `ready`, and where it is used.
  loading.catch(() => {});
  return {
    ready: loading,
    invoke: (request, callResults) =>
      avm === undefined
        ? loading.then((loaded) => loaded.invoke(request, callResults))
        : avm.invoke(request, callResults),
    ast: async (air) => (await loading).ast(air),
    stop: async () => {},
  };
}
