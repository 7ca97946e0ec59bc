import { messageOf } from '@noctiluca/common/thrown';
import type { ItFunction } from '../adapters/unit.js';
import type { CallParameters } from '../call-parameters.js';
import { argumentsFromJson } from '../conversion/from-json.js';
import { resultToJson } from '../conversion/to-json.js';
import { describeInterface } from '../describe-interface.js';
import type { DirectoryRefusal } from '../directory-quota.js';
import { isMarineError, MarineError } from '../errors.js';
import type { BinaryInit } from '../host-api/run-binary.js';
import type { ServiceInterface } from '../interface.js';
import type { ItFunctionType } from '../it/types.js';
import type { ItValue } from '../it/value.js';
import { parseJson } from '../json/parse.js';
import { printJson } from '../json/print.js';
import type { JsonValue } from '../json/value.js';
import { CallClock } from '../limits/call-clock.js';
import { MemoryBudget } from '../limits/memory-budget.js';
import { compileModuleSync, type MarineModule, meteredModuleSync } from '../module/marine-module.js';
import type { ModuleLog, ServiceConfig } from '../module-config.js';
import type { ModuleLogSink, ModuleMemory } from '../service-runner.js';
import type { WasiSources } from '../wasi/context.js';
import { type Budget, budgetOf } from '../wasi/descriptors/budget.js';
import type { HostCall } from '../wasi/host-call.js';
import { SYSTEM_SOURCES } from '../wasi/preview1.js';
import { checkConfig } from './check-config.js';
import { resolveDirectories } from './directories.js';
import { type InstanceContext, ModuleInstance } from './module-instance.js';

/** Options of a service on the calling thread. */
export interface ServiceInit {
  /** Receives log lines of the modules and of the runtime. @default lines are dropped */
  readonly log?: ModuleLogSink;
  /** Clock and randomness of the modules. @default those of the system */
  readonly sources?: Partial<WasiSources>;
  /** Rebuild the instances at the next call after a trap; without it that call fails with `BROKEN`. @default true */
  readonly rebuildAfterTrap?: boolean;
  /** Limits and environment of mounted binaries. @default those of `BinaryInit` */
  readonly binaries?: BinaryInit;
  /** Ends calls that take too long; the caller of `call` begins it. @default a clock without a deadline */
  readonly clock?: CallClock;
  /** For code of the host's own. @default none */
  readonly hostCall?: HostCall | undefined;
}

/** Call parameters of code that runs outside any particle: start functions, calls that name none. */
export const EMPTY_CALL_PARAMETERS: CallParameters = {
  particle: {
    id: '',
    initPeerId: '',
    timestamp: 0,
    ttl: 0,
    script: '',
    signature: new Uint8Array(0),
    token: '',
  },
  serviceId: '',
  serviceCreatorPeerId: '',
  hostId: '',
  workerId: '',
  tetraplets: [],
};

const WARN: ModuleLog['level'] = 2;

/**
 * A Marine service on the calling thread. Calls are synchronous; only the last module, the facade, can be called.
 *
 * After a trap every instance of the service is dropped and built anew from the compiled modules at the next call:
 * unwinding leaves a module's shadow-stack pointer lowered, so an instance that goes on, as upstream's does, dies of
 * "memory access out of bounds" after some dozens of traps (spec/marine-abi.md §7.9). What the modules kept in memory
 * is lost; that is said in the log.
 */
export class MarineService {
  readonly serviceId: string;
  /** Interface of the facade. */
  readonly interface: ServiceInterface;
  readonly #config: ServiceConfig;
  readonly #modules: readonly MarineModule[];
  readonly #log: ModuleLogSink;
  readonly #sources: WasiSources;
  readonly #rebuildAfterTrap: boolean;
  readonly #binaries: BinaryInit;
  readonly #clock: CallClock;
  readonly #hostCall: HostCall | undefined;
  #budget: MemoryBudget;
  #directoryBudgets: readonly Budget[] = [];
  #refusals: DirectoryRefusal[] = [];
  #instances: readonly ModuleInstance[];
  #facade: ModuleInstance;
  #parameters = EMPTY_CALL_PARAMETERS;
  #broken = false;
  #rebuilds = 0;
  #running = false;

  constructor(config: ServiceConfig, init: ServiceInit = {}) {
    this.serviceId = config.serviceId;
    this.#log = init.log ?? (() => {});
    this.#sources = { ...SYSTEM_SOURCES, ...init.sources };
    this.#rebuildAfterTrap = init.rebuildAfterTrap ?? true;
    this.#binaries = init.binaries ?? {};
    this.#clock = init.clock ?? new CallClock();
    this.#hostCall = init.hostCall;
    checkConfig(config);
    this.#config = resolveDirectories(config);
    const limited = config.totalMemoryLimitBytes !== undefined;
    this.#modules = config.modules.map(({ config: { name }, wasm }) => toModule(wasm, name, limited));
    this.#budget = new MemoryBudget(config.totalMemoryLimitBytes);
    this.interface = describeInterface(this.#modules.at(-1)!);
    this.#instances = this.#build();
    this.#facade = this.#instances.at(-1)!;
    this.#noteRefusals();
  }

  /** Whether a trap left the instances unusable. */
  get broken(): boolean {
    return this.#broken;
  }

  /** How often the instances were built anew after a trap. */
  get rebuilds(): number {
    return this.#rebuilds;
  }

  /**
   * Calls a function of the facade with positional arguments, or whatever spec/marine-abi.md §6.1 takes for them.
   * @throws MarineError `FUNCTION_NOT_FOUND`, `INVALID_ARGUMENTS`, `EXECUTION`, `TRAP`, `LIMIT`
   */
  call(functionName: string, args: JsonValue, parameters: CallParameters = EMPTY_CALL_PARAMETERS): JsonValue {
    this.#prepare();
    const { index, type } = this.#find(functionName);
    const { types } = this.#facade.module.program;
    let values: ItValue[];
    try {
      values = argumentsFromJson(args, type, types);
    } catch (error) {
      throw this.#argumentError(functionName, error);
    }
    const result = this.#run(functionName, this.#facade.functionAt(index, 'list'), values, parameters);
    return resultToJson(result, type.results[0], types);
  }

  /** `call` from JSON text to JSON text: integers up to 64 bits exact, `1` and `1.0` apart. */
  callJson(
    functionName: string,
    argsJson: string,
    parameters: CallParameters = EMPTY_CALL_PARAMETERS,
  ): string {
    let args: JsonValue;
    try {
      args = parseJson(argsJson);
    } catch (cause) {
      throw new MarineError('INVALID_ARGUMENTS', messageOf(cause), { cause });
    }
    return printJson(this.call(functionName, args, parameters));
  }

  /**
   * Calls a function with interface-type values, no JSON on the way; records are objects (see `ItValue`).
   * @returns `undefined` for a function without result
   * @throws MarineError `FUNCTION_NOT_FOUND`, `INVALID_ARGUMENTS`, `EXECUTION`, `TRAP`, `LIMIT`
   */
  callValues(
    functionName: string,
    values: readonly ItValue[],
    parameters: CallParameters = EMPTY_CALL_PARAMETERS,
  ): ItValue | undefined {
    this.#prepare();
    const { index, type } = this.#find(functionName);
    if (values.length !== type.arguments.length)
      throw new MarineError(
        'INVALID_ARGUMENTS',
        `function requires ${type.arguments.length} arguments, ${values.length} provided`,
      );
    return this.#run(functionName, this.#facade.functionAt(index, 'object'), values, parameters);
  }

  /** Linear memory of all modules, bytes. */
  get memorySizeBytes(): number {
    return this.#instances.reduce((sum, { memorySizeBytes }) => sum + memorySizeBytes, 0);
  }

  /** Linear memory of every module. */
  memory(): ModuleMemory[] {
    return this.#instances.map(({ name, memorySizeBytes }) => ({ name, memorySizeBytes }));
  }

  /** Writes that quotas of directories refused since this was asked last. */
  takeRefusals(): readonly DirectoryRefusal[] {
    const taken = this.#refusals;
    if (taken.length > 0) this.#refusals = [];
    return taken;
  }

  /** Closes the files of the modules. The service must not be called again. */
  close(): void {
    for (const instance of this.#instances) instance.close();
    this.#instances = [];
  }

  #run(
    functionName: string,
    run: ItFunction,
    values: readonly ItValue[],
    parameters: CallParameters,
  ): ItValue | undefined {
    for (const { output } of this.#instances) output.clear();
    this.#budget.beginCall();
    for (const budget of this.#directoryBudgets) budget.begin();
    this.#parameters = parameters;
    this.#running = true;
    try {
      return run(...values);
    } catch (error) {
      throw this.#executionError(functionName, error);
    } finally {
      this.#noteRefusals();
      this.#running = false;
      this.#parameters = EMPTY_CALL_PARAMETERS;
    }
  }

  #prepare(): void {
    // A log sink or a clock that calls back would run on half-finished adapters.
    if (this.#running)
      throw new MarineError('CONFIG', `service ${this.serviceId} was called from inside its own call`);
    if (!this.#broken) return;
    if (!this.#rebuildAfterTrap)
      throw new MarineError('BROKEN', `service ${this.serviceId} trapped before: create it anew`);
    this.close();
    this.#instances = this.#build();
    this.#facade = this.#instances.at(-1)!;
    this.#broken = false;
    this.#rebuilds++;
    this.#log({
      serviceId: this.serviceId,
      module: this.#facade.name,
      level: WARN,
      target: 0,
      message: 'rebuilt after a trap: what the modules kept in memory is lost',
    });
  }

  #noteRefusals(): void {
    for (const budget of this.#directoryBudgets) {
      const refused = budget.takeRefused();
      if (!refused) continue;
      this.#refusals.push(refused);
      const { name, bytes, entries } = refused;
      const message = `the quota '${name}' is used up: ${bytes} writes and ${entries} new files or directories were refused`;
      this.#log({ serviceId: this.serviceId, module: this.#facade.name, level: WARN, target: 0, message });
    }
  }

  #build(): ModuleInstance[] {
    this.#budget = new MemoryBudget(this.#config.totalMemoryLimitBytes);
    this.#directoryBudgets = (this.#config.directoryQuotas ?? []).map(budgetOf);
    const context: InstanceContext = {
      sources: this.#sources,
      log: (module, line) => this.#log({ serviceId: this.serviceId, module, ...line }),
      callParameters: () => this.#parameters,
      onTrap: () => {
        this.#broken = true;
      },
      envs: { service_id: this.serviceId },
      clock: this.#clock,
      binaries: this.#binaries,
      budget: this.#budget,
      directoryBudgets: this.#directoryBudgets,
      hostCall: this.#hostCall,
    };
    const earlier = new Map<string, ModuleInstance>();
    return this.#config.modules.map(({ config }, i) => {
      const instance = new ModuleInstance(config, this.#modules[i]!, earlier, context);
      instance.start();
      earlier.set(config.name, instance);
      return instance;
    });
  }

  #find(functionName: string): { index: number; type: ItFunctionType } {
    const index = this.#facade.indexOf(functionName);
    if (index === undefined)
      throw new MarineError('FUNCTION_NOT_FOUND', `function with name \`${functionName}\` is missing`);
    return { index, type: this.#facade.module.program.functions[index]!.type };
  }

  #argumentError(functionName: string, cause: unknown): MarineError {
    const code = isMarineError(cause) ? cause.code : 'INVALID_ARGUMENTS';
    return new MarineError(
      code,
      `arguments from json deserialization error in module "${this.#facade.name}", function "${functionName}": ${messageOf(cause)}`,
      { cause },
    );
  }

  #executionError(functionName: string, cause: unknown): MarineError {
    if (isMarineError(cause, 'INVALID_ARGUMENTS'))
      return new MarineError('INVALID_ARGUMENTS', `function "${functionName}": ${cause.message}`, { cause });
    const output = this.#instances.flatMap(({ name, output: { text } }) =>
      text ? [`${name} wrote: ${text}`] : [],
    );
    const { refused, limitBytes } = this.#budget;
    const grew = refused > 0 && isMarineError(cause, 'TRAP');
    const limit = grew
      ? [`the service's memory limit of ${limitBytes} bytes refused ${refused} growths`]
      : [];
    const own = isMarineError(cause) ? cause.code : 'EXECUTION';
    return new MarineError(
      this.#clock.expired ? 'CALL_DEADLINE' : grew ? 'LIMIT' : own,
      [`engine error: Execution error: ${messageOf(cause)}`, ...limit, ...output].join('; '),
      { cause },
    );
  }
}

/**
 * Compiles, links, instantiates and starts a service on the calling thread.
 * @throws MarineError `CONFIG`, `WASM_MALFORMED`, `VERSION`, `IT_MALFORMED`, `LINK`, `UNSUPPORTED`, `START_FAILED`
 */
export function createService(config: ServiceConfig, init: ServiceInit = {}): MarineService {
  return new MarineService(config, init);
}

function toModule(
  source: ServiceConfig['modules'][number]['wasm'],
  name: string,
  limited: boolean,
): MarineModule {
  const module = 'program' in source ? source : compileModuleSync(source, name);
  if (!limited) return module;
  const metered = meteredModuleSync(module);
  if (metered.metered) return metered;
  throw new MarineError(
    'UNSUPPORTED',
    `module '${name}' cannot run under a memory limit: its code has parts that are not known here, or only compiled code was given`,
  );
}
