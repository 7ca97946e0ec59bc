import { messageOf } from '@noctiluca/common/thrown';
import type { ImportedFunction } from '../adapters/program.js';
import { type AdapterUnit, createUnit, type ItFunction } from '../adapters/unit.js';
import type { CallParameters } from '../call-parameters.js';
import { DEFAULT_LOGGING_MASK } from '../constants.js';
import { isMarineError, MarineError } from '../errors.js';
import { hostImport } from '../host-api/host-imports.js';
import type { LogLine } from '../host-api/logging.js';
import type { BinaryInit } from '../host-api/run-binary.js';
import { sameShape } from '../it/types.js';
import type { RecordShape } from '../it/value.js';
import type { CallClock } from '../limits/call-clock.js';
import type { MemoryBudget } from '../limits/memory-budget.js';
import { GuestMemory } from '../memory/guest-memory.js';
import { attachMeter } from '../metering/meter.js';
import { METER_EXPORT } from '../metering/meter-module.js';
import type { MarineModule } from '../module/marine-module.js';
import type { ModuleConfig } from '../module-config.js';
import type { WasiSources } from '../wasi/context.js';
import type { Budget } from '../wasi/descriptors/budget.js';
import { Descriptors } from '../wasi/descriptors/descriptors.js';
import type { HostCall } from '../wasi/host-call.js';
import { OutputCapture } from '../wasi/output-capture.js';
import { WASI_NAMESPACE, wasiFunctions } from '../wasi/preview1.js';
import type { CoreCallable } from '../wasm/core-callable.js';

/** What the modules of one service instance share. */
export interface InstanceContext {
  readonly sources: WasiSources;
  readonly log: (module: string, line: LogLine) => void;
  readonly callParameters: () => CallParameters;
  /** Core code of a module was unwound: the instances must not be used again. */
  readonly onTrap: (error: unknown) => void;
  /** Environment set for every module; wins over the module's own. */
  readonly envs: Readonly<Record<string, string>>;
  /** Deadline of the call that runs. */
  readonly clock: CallClock;
  readonly binaries: BinaryInit;
  /** Memory that the modules share. */
  readonly budget: MemoryBudget;
  /** Of directories that the modules share. */
  readonly directoryBudgets: readonly Budget[];
  readonly hostCall?: HostCall | undefined;
}

/** One module of a service with memory of its own. */
export class ModuleInstance {
  readonly name: string;
  readonly module: MarineModule;
  readonly output = new OutputCapture();
  readonly #memory: GuestMemory;
  readonly #descriptors: Descriptors;
  readonly #context: InstanceContext;
  readonly #units = new Map<RecordShape, AdapterUnit>();
  readonly #targets: readonly ItFunction[];
  readonly #functions: ReadonlyMap<string, number>;
  #exports: WebAssembly.Exports | undefined;

  /**
   * Links and instantiates; the start section runs here, `_initialize` and `_start` in `start`.
   * @param earlier modules of the service that this one may import, by import name
   * @throws MarineError `LINK`, `UNSUPPORTED`, `START_FAILED`
   */
  constructor(
    config: ModuleConfig,
    module: MarineModule,
    earlier: ReadonlyMap<string, ModuleInstance>,
    context: InstanceContext,
  ) {
    this.name = config.name;
    this.module = module;
    this.#context = context;
    this.#memory = new GuestMemory(context.clock, context.budget.limitBytes);
    context.budget.declare(config.name, module.memoryPages, module.tableElements);
    this.#descriptors = new Descriptors(config.mappedDirs, context.directoryBudgets);
    const { functions, imports } = module.program;
    this.#functions = new Map(functions.map((f, i) => [f.name, i]));
    this.#targets = imports.map((imported) => this.#target(imported, earlier));
    const unit = this.#createUnit('list');
    this.#units.set('list', unit);
    const importObject = this.#importObject(config, unit);
    this.#exports = this.#guarded(() => new WebAssembly.Instance(module.wasm, importObject).exports);
    this.#attachMemory();
    this.#guarded(() => attachMeter(this.#exports!, context.clock, context.budget));
    unit.bind(this.#coreFunctions(), this.#targets);
  }

  /** Runs `_initialize`, then `_start`, where present (spec/marine-abi.md §3.1). @throws MarineError `START_FAILED` */
  start(): void {
    for (const name of ['_initialize', '_start']) {
      const start = this.#coreFunction(name);
      if (start) this.#guarded(() => start());
    }
  }

  /** Position of a callable function in the program. */
  indexOf(functionName: string): number | undefined {
    return this.#functions.get(functionName);
  }

  /** The function at a position, for values of that shape. */
  functionAt(index: number, shape: RecordShape): ItFunction {
    let unit = this.#units.get(shape);
    if (!unit) {
      unit = this.#createUnit(shape);
      unit.bind(this.#coreFunctions(), this.#targets);
      this.#units.set(shape, unit);
    }
    return unit.exports[index]!;
  }

  /** Closes the module's files. The instance must not be used again. */
  close(): void {
    this.#descriptors.closeAll();
  }

  get memorySizeBytes(): number {
    return this.#memory.sizeBytes;
  }

  #createUnit(shape: RecordShape): AdapterUnit {
    return createUnit(this.module.program, shape, this.#memory, this.#context.onTrap);
  }

  /** Types are not compared when linking: a mismatch fails the call, as upstream's does. */
  #target(imported: ImportedFunction, earlier: ReadonlyMap<string, ModuleInstance>): ItFunction {
    const { namespace, name, type } = imported;
    const module = earlier.get(namespace);
    if (!module) throw new MarineError('LINK', `module with name '${namespace}' isn't loaded into Marine`);
    const index = module.indexOf(name);
    if (index === undefined)
      throw new MarineError(
        'LINK',
        `module with name '${this.name}' doesn't have function with name ${name}`,
      );
    const theirs = module.module.program.functions[index]!.type;
    const [ourTypes, theirTypes] = [this.module.program.types, module.module.program.types];
    const fits =
      type.arguments.length === theirs.arguments.length &&
      type.results.length === theirs.results.length &&
      type.arguments.every((a, i) => sameShape(a.type, ourTypes, theirs.arguments[i]!.type, theirTypes)) &&
      type.results.every((result, i) => sameShape(result, ourTypes, theirs.results[i]!, theirTypes));
    if (fits) return module.functionAt(index, 'list');
    return () => {
      throw new MarineError(
        'EXECUTION',
        `function ${name} of module ${namespace} has other types than module ${this.name} imports it with`,
      );
    };
  }

  #importObject(config: ModuleConfig, unit: AdapterUnit): WebAssembly.Imports {
    const wasi = wasiFunctions({
      memory: this.#memory,
      sources: this.#context.sources,
      environment: environmentOf(config, this.#context.envs),
      output: this.output,
      descriptors: this.#descriptors,
      clock: this.#context.clock,
      hostCall: this.#context.hostCall,
    });
    const { imports } = this.module.program;
    const linked = new Map(imports.map((f, i) => [`${f.namespace}\0${f.name}`, unit.imports[i]!]));
    const functionNames = new Set(
      WebAssembly.Module.exports(this.module.wasm).flatMap((e) => (e.kind === 'function' ? [e.name] : [])),
    );
    const host = {
      module: this.name,
      memory: this.#memory,
      loggerEnabled: config.loggerEnabled ?? true,
      loggingMask: config.loggingMask ?? DEFAULT_LOGGING_MASK,
      log: (line: LogLine) => this.#context.log(this.name, line),
      callParameters: this.#context.callParameters,
      coreFunction: (name: string) => this.#coreFunction(name),
      hasFunction: (name: string) => functionNames.has(name),
      onTrap: this.#context.onTrap,
      clock: this.#context.clock,
      mountedBinaries: config.mountedBinaries ?? {},
      binaries: this.#context.binaries,
      beforeBinary: (args: readonly string[]) => this.#fullDirectory(args),
      afterBinary: () => {
        for (const budget of this.#context.directoryBudgets) budget.forget();
      },
    };
    const importObject: WebAssembly.Imports = Object.create(null);
    for (const { module: namespace, name, kind } of WebAssembly.Module.imports(this.module.wasm)) {
      const found =
        kind !== 'function'
          ? undefined
          : (hostImport(namespace, name, host) ??
            (namespace === WASI_NAMESPACE ? wasi.get(name) : linked.get(`${namespace}\0${name}`)));
      if (!found)
        throw new MarineError(
          'LINK',
          `module '${this.name}' imports the ${kind} ${namespace}.${name}, which nobody provides`,
        );
      importObject[namespace] ??= Object.create(null) as WebAssembly.ModuleImports;
      importObject[namespace][name] = found;
    }
    return importObject;
  }

  /** Why no program is run: what it writes is only known afterwards, so one that wrote too much is the last. */
  #fullDirectory(args: readonly string[]): string | undefined {
    const full = this.#context.directoryBudgets.find((budget) => budget.isOver(args));
    return full && `not run: ${full.label} holds more than its quota; remove something first`;
  }

  #coreFunction(name: string): CoreCallable | undefined {
    const found = this.#exports?.[name];
    return typeof found === 'function' ? (found as CoreCallable) : undefined;
  }

  #coreFunctions(): CoreCallable[] {
    return this.module.program.coreFunctions.map(({ name }) => this.#coreFunction(name)!);
  }

  /** Lifting uses the first exported memory. */
  #attachMemory(): void {
    const first = WebAssembly.Module.exports(this.module.wasm).find(
      (e) => e.kind === 'memory' && e.name !== METER_EXPORT.MEMORY,
    );
    const memory = first && this.#exports?.[first.name];
    if (!(memory instanceof WebAssembly.Memory)) return;
    if (!(memory.buffer instanceof ArrayBuffer))
      throw new MarineError('UNSUPPORTED', `module '${this.name}' has a shared memory`);
    this.#memory.attach(memory);
  }

  #guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (isMarineError(error) && error.code === 'LINK') throw error;
      const code = error instanceof WebAssembly.LinkError ? 'LINK' : 'START_FAILED';
      const { text } = this.output;
      const wrote = text && `; the module wrote: ${text}`;
      throw new MarineError(code, `module '${this.name}' did not start: ${messageOf(error)}${wrote}`, {
        cause: error,
      });
    }
  }
}

/**
 * Entries `NAME=value`. Mapped directories become variables, guest path to host path, only for modules with mounted
 * binaries: those must tell a program of the host where the files are, while host paths are no business of other
 * modules, whose code is not trusted (spec/marine-abi.md §3.3).
 */
function environmentOf(config: ModuleConfig, serviceEnvs: Readonly<Record<string, string>>): string[] {
  const mounts = Object.keys(config.mountedBinaries ?? {}).length > 0;
  const entries = { ...config.envs, ...(mounts ? config.mappedDirs : {}), ...serviceEnvs };
  return Object.entries(entries).map(([name, value]) => `${name}=${value}`);
}
