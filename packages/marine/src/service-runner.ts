import type { CallParameters } from './call-parameters.js';
import type { DirectoryRefusal } from './directory-quota.js';
import type { ServiceInterface } from './interface.js';
import type { ModuleLog, ServiceConfig } from './module-config.js';

/** Memory of one module, in bytes. */
export interface ModuleMemory {
  readonly name: string;
  readonly memorySizeBytes: number;
}

/** A Marine service that is up. Calls on one service are serialised in the order they were made. */
export interface RunningService {
  readonly serviceId: string;
  /** Interface of the facade module. */
  readonly interface: ServiceInterface;
  /**
   * Call a function of the facade.
   * @param argsJson JSON text of an array of positional arguments
   * @returns JSON text of the result, `null` for a function without one
   * @throws MarineError with the texts of spec/marine-abi.md §6; `CALL_DEADLINE` when `deadlineMs` passed
   */
  call(
    functionName: string,
    argsJson: string,
    parameters: CallParameters,
    options?: { deadlineMs?: number },
  ): Promise<string>;
  memory(): Promise<ModuleMemory[]>;
  /** Memory of all modules after the call that ended last, bytes. */
  readonly memoryBytes: number;
  /** Ends the service; its memory is gone, pending calls fail with `SERVICE_STOPPED`. Harmless when repeated. */
  stop(): Promise<void>;
}

export interface CreateOptions {
  /** Gives the creation up. */
  readonly signal?: AbortSignal;
  /** Told after each call in which quotas of directories refused something. */
  readonly onRefused?: (refusals: readonly DirectoryRefusal[]) => void;
}

/** Runs services somewhere else than the calling thread. Plain data goes in and out. */
export interface ServiceRunner {
  /** Compiles, links, instantiates and starts the modules. @throws MarineError */
  create(config: ServiceConfig, options?: CreateOptions): Promise<RunningService>;
  /** Stops every service. */
  close(): Promise<void>;
}

/** Receives module logs of every service of a runner. */
export type ModuleLogSink = (log: ModuleLog) => void;
