import type { ErrorObject } from '@noctiluca/common/coded-error';
import type { AvmLimits, InvokeRequest } from '../avm.js';
import type { RawOutcome } from '../run/outcome.js';

/** What a worker is told first. */
export interface WorkerSetup {
  readonly module: WebAssembly.Module;
  readonly limits: AvmLimits;
  readonly recycleAboveBytes: number;
}

export interface WorkerRequest {
  readonly request: InvokeRequest;
  readonly callResults: Uint8Array;
}

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'outcome'; readonly outcome: RawOutcome }
  | { readonly kind: 'failure'; readonly error: ErrorObject };
