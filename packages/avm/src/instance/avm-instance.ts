import { messageOf } from '@noctiluca/common/thrown';
import {
  createService,
  isMarineError,
  type MarineModule,
  type MarineService,
  type ServiceConfig,
  type ServiceInit,
} from '@noctiluca/marine';
import type { AvmLimits, AvmSources, InvokeRequest } from '../avm.js';
import { AvmError } from '../errors.js';
import { checkSize, type RawOutcome, readOutcome } from '../run/outcome.js';
import { toRunParameters } from '../run/run-parameters.js';
import { SignatureHost } from '../signatures/signature-host.js';

export interface AvmInstanceInit {
  /** Of `loadAvmModule`. */
  readonly module: MarineModule;
  readonly limits: AvmLimits;
  /** Linear memory above which the instance is replaced, bytes. */
  readonly recycleAboveBytes: number;
  /** Clock and randomness; constant randomness makes data reproducible, which only tests want. @default the system's */
  readonly sources?: AvmSources;
  /**
   * Answer what a module asks that was loaded with this setting; without either, AquaVM does everything itself.
   * @default false
   */
  readonly nativeSignatures?: boolean;
}

const NO_CALL_RESULTS = Uint8Array.of(0x81, 0x04, 0x80);
const NO_BYTES = new Uint8Array(0);

/**
 * AquaVM on the calling thread, any particle of any peer. The WebAssembly instance is made at the first invocation and
 * made anew after a trap (spec/marine-abi.md §7.9) or once its memory, which never shrinks, has grown too far.
 */
export class AvmInstance {
  readonly #init: AvmInstanceInit;
  readonly #config: ServiceConfig;
  #service: MarineService | undefined;
  readonly #signatures: SignatureHost | undefined;
  #memorySizeBytes = 0;
  #traps = 0;
  #recycles = 0;

  constructor(init: AvmInstanceInit) {
    this.#init = init;
    this.#signatures = init.nativeSignatures ? new SignatureHost() : undefined;
    const config = { name: 'avm', envs: { WASM_LOG: 'off' } };
    this.#config = { serviceId: 'avm', modules: [{ config, wasm: init.module }] };
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
   * @throws AvmError `AVM_TRAP` (the instance was dropped), `AVM_INVALID_REQUEST`, `AVM_MALFORMED_OUTCOME`,
   * `AVM_OUTCOME_TOO_LARGE`
   */
  invoke(request: InvokeRequest, callResults: Uint8Array): RawOutcome {
    const parameters = toRunParameters(request, this.#init.limits);
    const { script, prevData, data } = request;
    this.#signatures?.use(request.seed);
    const outcome = this.#call([script, prevData, data, { ...parameters }, callResults]);
    this.#recycleWhenGrown();
    return checkSize(readOutcome(outcome));
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
   * @throws AvmError `AVM_TRAP`, `AVM_MALFORMED_OUTCOME`
   */
  ast(script: string): string {
    const tree = this.#call([script], 'ast');
    if (typeof tree === 'string') return tree;
    throw new AvmError('AVM_MALFORMED_OUTCOME', `AquaVM gave ${typeof tree} for a syntax tree`);
  }

  #call(values: Parameters<MarineService['callValues']>[1], functionName = 'invoke'): unknown {
    try {
      this.#service ??= createService(this.#config, this.#serviceInit());
      return this.#service.callValues(functionName, values);
    } catch (error) {
      // Whatever went wrong, what was lowered already stays in the memory: a new instance costs 2 ms.
      this.#service = undefined;
      throw this.#explain(error);
    }
  }

  #serviceInit(): ServiceInit {
    const { sources } = this.#init;
    const signatures = this.#signatures;
    return {
      rebuildAfterTrap: false,
      ...(sources === undefined ? {} : { sources }),
      ...(signatures && { hostCall: (...asked) => signatures.call(...asked) }),
    };
  }

  #explain(error: unknown): AvmError {
    const reason = messageOf(error);
    if (isMarineError(error, 'INVALID_ARGUMENTS')) {
      return new AvmError('AVM_INVALID_REQUEST', `AquaVM can't be given this: ${reason}`, { cause: error });
    }
    this.#traps += 1;
    return new AvmError('AVM_TRAP', `AquaVM broke off and its instance was dropped: ${reason}`, {
      cause: error,
    });
  }

  #recycleWhenGrown(): void {
    this.#memorySizeBytes = this.#service?.memory()[0]?.memorySizeBytes ?? 0;
    if (this.#memorySizeBytes <= this.#init.recycleAboveBytes) return;
    this.#service = undefined;
    this.#recycles += 1;
  }
}
