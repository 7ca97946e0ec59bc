import { messageOf } from '@noctiluca/common/thrown';
import type { InvokeRequest } from '../avm.js';
import { DEFAULT_LIMITS } from '../constants.js';
import { AvmError } from '../errors.js';
import { liftOutcome, putParameters } from '../page/abi.js';
import { Guest } from '../page/guest.js';
import { ReplayImports } from '../page/replay-imports.js';
import { encodeCallResults } from '../run/call-results.js';
import { type RawOutcome, readOutcome } from '../run/outcome.js';
import { toRunParameters } from '../run/run-parameters.js';

/** An outcome, and what AquaVM said of the way there. */
export interface SpokenOutcome {
  readonly outcome: RawOutcome;
  /** Lines of its log; `> call` begins an instruction. */
  readonly log: readonly string[];
}

const NO_RESULTS = encodeCallResults(new Map());
/** What is kept of one run's log and output; beyond it a script is too long to be looked at. */
const MAX_LOG_LINES = 1_000_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** `invoke_tracing`: lines of text. */
const AS_TEXT = 1;

/**
 * AquaVM as it comes, with its log on: for looking at runs, not for making them. On the calling thread, in Node and in browsers.
 */
export class ReplayAvm {
  readonly #module: WebAssembly.Module;
  #guest: Guest | undefined;
  #log: string[] = [];
  #output: Uint8Array[] = [];
  #outputBytes = 0;

  /** @param module stock avm.wasm */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** @throws AvmError `AVM_TRAP`, `AVM_INVALID_REQUEST`, `AVM_MALFORMED_OUTCOME` */
  invoke(request: InvokeRequest, callResults: Uint8Array = NO_RESULTS): SpokenOutcome {
    const outcome = this.#call((guest) => {
      guest.exports.invoke(...this.#arguments(guest, request, callResults));
      return liftOutcome(guest, guest.exports.get_result_ptr() >>> 0);
    });
    return { outcome: readOutcome(outcome), log: this.#log };
  }

  /**
   * Runs the same for the lines that AquaVM writes of it: one for each instruction of the kinds `call`, `ap` and `canon`, with
   * the instruction as it was read, and where its variables stand in the script (`AirPos`, bytes).
   * @throws AvmError as {@link invoke}
   */
  instructions(request: InvokeRequest, callResults: Uint8Array = NO_RESULTS): string[] {
    this.#call((guest) => {
      const level = guest.putText('debug');
      const words = this.#arguments(guest, request, callResults);
      guest.exports.invoke_tracing(...words, ...level, AS_TEXT);
    });
    return this.#written()
      .split('\n')
      .filter((line) => ENTERED.test(line));
  }

  /** The data of a particle as JSON: trace, stores of values, signatures. @throws AvmError `AVM_MALFORMED_OUTCOME` for none */
  readable(data: Uint8Array): string {
    return this.#call((guest) => {
      guest.exports.to_human_readable_data(...guest.putBytes(data));
      return this.#text(guest);
    });
  }

  #arguments(guest: Guest, request: InvokeRequest, callResults: Uint8Array): number[] {
    const { script, prevData, data } = request;
    const blocks = [guest.putText(script), guest.putBytes(prevData), guest.putBytes(data)];
    const at = putParameters(guest, toRunParameters(request, DEFAULT_LIMITS));
    return [...blocks.flat(), at, ...guest.putBytes(callResults)];
  }

  #text(guest: Guest): string {
    return guest.text(guest.exports.get_result_ptr() >>> 0, guest.exports.get_result_size() >>> 0);
  }

  #written(): string {
    const decoder = new TextDecoder();
    return this.#output.map((bytes) => decoder.decode(bytes, { stream: true })).join('');
  }

  #call<T>(work: (guest: Guest) => T): T {
    [this.#log, this.#output, this.#outputBytes] = [[], [], 0];
    try {
      this.#guest ??= this.#instantiate();
      const result = work(this.#guest);
      this.#guest.exports.release_objects();
      return result;
    } catch (error) {
      this.#guest = undefined;
      if (error instanceof AvmError) throw error;
      throw new AvmError('AVM_TRAP', `AquaVM broke off: ${messageOf(error)}`, { cause: error });
    }
  }

  #instantiate(): Guest {
    const imports = new ReplayImports({
      log: (line) => {
        if (this.#log.length < MAX_LOG_LINES && line.startsWith('> ')) this.#log.push(line);
      },
      wrote: (bytes) => this.#keep(bytes),
    });
    const guest = new Guest(new WebAssembly.Instance(this.#module, imports.all));
    imports.attach(guest.exports.memory);
    guest.exports._initialize();
    guest.exports._start();
    return guest;
  }

  #keep(bytes: Uint8Array): void {
    this.#outputBytes += bytes.length;
    if (this.#outputBytes <= MAX_OUTPUT_BYTES) this.#output.push(bytes);
  }
}

const ENTERED = /execute\{self=.*\}: air::execution_step::instructions::\w+: enter/;
