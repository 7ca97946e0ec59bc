import { messageOf } from '@noctiluca/common/thrown';
import type { InvokeRequest } from '../avm.js';
import { AvmError } from '../errors.js';
import { liftOutcome, putParameters } from '../page/abi.js';
import { Guest } from '../page/guest.js';
import { AvmImports } from '../page/imports.js';
import { type RawOutcome, readOutcome } from '../run/outcome.js';
import { toRunParameters } from '../run/run-parameters.js';
import type { AvmInstanceInit as NodeInit } from './avm-instance.js';

export interface AvmInstanceInit extends Omit<NodeInit, 'module'> {
  /** Of `loadAvmModule`. */
  readonly module: WebAssembly.Module;
}

const NO_CALL_RESULTS = Uint8Array.of(0x81, 0x04, 0x80);
const NO_BYTES = new Uint8Array(0);

/**
 * AquaVM on the calling thread of a browser. It knows what AquaVM's functions take and give, where Node's has code made for
 * whatever module: that takes a quarter of the bundle, and `Function`, which pages may forbid.
 */
export class AvmInstance {
  readonly #init: AvmInstanceInit;
  readonly #imports: AvmImports;
  #guest: Guest | undefined;
  #memorySizeBytes = 0;
  #traps = 0;
  #recycles = 0;

  constructor(init: AvmInstanceInit) {
    this.#init = init;
    this.#imports = new AvmImports(init.sources);
  }

  /** Linear memory after the last invocation, that of a dropped instance included. */
  get memorySizeBytes(): number {
    return this.#memorySizeBytes;
  }

  get traps(): number {
    return this.#traps;
  }

  get recycles(): number {
    return this.#recycles;
  }

  /**
   * @param callResults encoded, see `encodeCallResults`
   * @throws AvmError `AVM_TRAP` (the instance was dropped), `AVM_INVALID_REQUEST`, `AVM_MALFORMED_OUTCOME`
   */
  invoke(request: InvokeRequest, callResults: Uint8Array): RawOutcome {
    const parameters = toRunParameters(request, this.#init.limits);
    const { script, prevData, data } = request;
    const outcome = this.#call((guest) => {
      const blocks = [guest.putText(script), guest.putBytes(prevData), guest.putBytes(data)];
      const at = putParameters(guest, parameters);
      guest.exports.invoke(...blocks.flat(), at, ...guest.putBytes(callResults));
      return liftOutcome(guest, guest.exports.get_result_ptr() >>> 0);
    });
    this.#recycleWhenGrown();
    return readOutcome(outcome);
  }

  /** Runs a trivial script: makes the instance and has the code compiled that every invocation runs. */
  warmUp(): void {
    const nobody = { particleId: 'warm-up', initPeerId: '', currentPeerId: '', timestamp: 0, ttl: 0 };
    const seed = new Uint8Array(32);
    this.invoke({ ...nobody, script: '(null)', prevData: NO_BYTES, data: NO_BYTES, seed }, NO_CALL_RESULTS);
  }

  /**
   * The syntax tree of a script.
   * @returns JSON text, or a text that begins with `error` and tells what the script lacks
   * @throws AvmError `AVM_TRAP`, `AVM_INVALID_REQUEST`
   */
  ast(script: string): string {
    return this.#call((guest) => {
      const { exports } = guest;
      exports.ast(...guest.putText(script));
      return guest.text(exports.get_result_ptr() >>> 0, exports.get_result_size() >>> 0);
    });
  }

  #call<T>(work: (guest: Guest) => T): T {
    try {
      this.#guest ??= this.#instantiate();
      const result = work(this.#guest);
      this.#guest.exports.release_objects();
      return result;
    } catch (error) {
      // Whatever went wrong, what was written already stays in the memory: a new instance costs some milliseconds.
      this.#guest = undefined;
      throw this.#explain(error);
    }
  }

  #instantiate(): Guest {
    const guest = new Guest(new WebAssembly.Instance(this.#init.module, this.#imports.all));
    this.#imports.attach(guest.exports.memory);
    guest.exports._initialize();
    guest.exports._start();
    return guest;
  }

  #explain(error: unknown): AvmError {
    const wrote = this.#imports.takeOutput();
    if (error instanceof AvmError) return error;
    this.#traps += 1;
    const reason = `${messageOf(error)}${wrote && `; it wrote: ${wrote}`}`;
    return new AvmError('AVM_TRAP', `AquaVM broke off and its instance was dropped: ${reason}`, {
      cause: error,
    });
  }

  #recycleWhenGrown(): void {
    this.#memorySizeBytes = this.#guest?.sizeBytes ?? 0;
    if (this.#memorySizeBytes <= this.#init.recycleAboveBytes) return;
    this.#guest = undefined;
    this.#recycles += 1;
  }
}
