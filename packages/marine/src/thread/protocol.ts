import type { ErrorObject } from '@noctiluca/common/coded-error';
import type { CallParameters } from '../call-parameters.js';
import type { DirectoryQuota, DirectoryRefusal } from '../directory-quota.js';
import type { BinaryInit } from '../host-api/run-binary.js';
import type { ServiceInterface } from '../interface.js';
import type { MarineModule } from '../module/marine-module.js';
import type { ModuleConfig, ModuleLog } from '../module-config.js';
import type { ModuleMemory } from '../service-runner.js';

/** What a thread is started with. */
export interface ThreadData {
  readonly logLinesPerSec: number;
  readonly binaries: BinaryInit;
  /** One number, added to whenever the thread shows that it is alive. */
  readonly pulse: SharedArrayBuffer;
}

/** A service as a thread gets it: modules by number, since a thread has each but once. */
export interface ServiceData {
  readonly serviceId: string;
  readonly modules: readonly { readonly config: ModuleConfig; readonly module: number }[];
  readonly workingDir: string;
  readonly totalMemoryLimitBytes?: number;
  readonly directoryQuotas?: readonly DirectoryQuota[];
}

/** What a thread is asked. `service` is the runner's number of the service, not its id. */
export type ThreadRequest =
  | {
      readonly kind: 'create';
      readonly service: number;
      readonly data: ServiceData;
      readonly deadlineMs: number;
    }
  | {
      readonly kind: 'call';
      readonly service: number;
      readonly functionName: string;
      readonly argsJson: string;
      readonly parameters: CallParameters;
      readonly deadlineMs: number;
    }
  | { readonly kind: 'memory'; readonly service: number };

/** What a thread is told. */
export type ThreadNotice =
  | { readonly kind: 'module'; readonly number: number; readonly module: MarineModule }
  | { readonly kind: 'forget'; readonly number: number }
  | { readonly kind: 'remove'; readonly service: number };

export type ThreadInput =
  | ThreadNotice
  | { readonly kind: 'request'; readonly sequence: number; readonly request: ThreadRequest };

/** `refusals`: writes that quotas of directories refused meanwhile, absent for none. */
export type ThreadAnswer = { readonly refusals?: readonly DirectoryRefusal[] } & (
  | { readonly kind: 'ready'; readonly interface: ServiceInterface; readonly memoryBytes: number }
  | { readonly kind: 'result'; readonly result: string; readonly memoryBytes: number }
  | { readonly kind: 'memory'; readonly memory: ModuleMemory[] }
  | {
      readonly kind: 'error';
      readonly error: ErrorObject;
      /** Of the service whose call failed; absent when there is none. */
      readonly memoryBytes?: number;
    }
);

export type ThreadMessage =
  | { readonly kind: 'answer'; readonly sequence: number; readonly answer: ThreadAnswer }
  | { readonly kind: 'log'; readonly log: ModuleLog };
