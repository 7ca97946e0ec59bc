import type { CallParameters } from '../call-parameters.js';
import type { MarineErrorCode } from '../errors.js';
import type { BinaryInit } from '../host-api/run-binary.js';
import type { ServiceInterface } from '../interface.js';
import type { ModuleConfig, ModuleLog } from '../module-config.js';
import type { MarineModule } from '../service/marine-module.js';
import type { ModuleMemory } from '../service-runner.js';

/** What a service thread is started with. Plain data; compiled modules are shared, not copied. */
export interface ThreadData {
  readonly serviceId: string;
  readonly modules: readonly { readonly config: ModuleConfig; readonly wasm: MarineModule }[];
  readonly logLinesPerSec: number;
  readonly binaries: BinaryInit;
  readonly workingDir: string;
  readonly totalMemoryLimitBytes?: number;
}

export type ThreadRequest =
  | {
      readonly kind: 'call';
      readonly functionName: string;
      readonly argsJson: string;
      readonly parameters: CallParameters;
    }
  | { readonly kind: 'memory' };

/** One request is under way at a time, so answers need no number. */
export type ThreadAnswer =
  | { readonly kind: 'ready'; readonly interface: ServiceInterface }
  | { readonly kind: 'result'; readonly result: string }
  | { readonly kind: 'memory'; readonly memory: ModuleMemory[] }
  | { readonly kind: 'error'; readonly code: MarineErrorCode; readonly message: string };

export type ThreadMessage = ThreadAnswer | { readonly kind: 'log'; readonly log: ModuleLog };
