import type { JsonValue, ServiceInit, Tetraplet } from '@noctiluca/marine';

/** Limits AquaVM applies to its inputs, bytes (spec/marine-abi.md §7.7). */
export interface AvmLimits {
  /** @default 16 MiB */
  readonly airSizeBytes: number;
  /** @default 64 MiB */
  readonly particleSizeBytes: number;
  /** @default 32 MiB */
  readonly callResultSizeBytes: number;
  /** Refuse instead of flagging. @default false */
  readonly hard: boolean;
}

/** One invocation of AquaVM for one particle in one scope. */
export interface AvmRequest {
  readonly particleId: string;
  readonly initPeerId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Milliseconds. */
  readonly ttl: number;
  readonly script: string;
  /** Data of the last outcome in this scope; empty for a particle seen first. */
  readonly prevData: Uint8Array;
  /** Data that came with the particle; empty when only call results are fed. */
  readonly data: Uint8Array;
  readonly callResults: ReadonlyMap<number, CallResult>;
  /** Peer id of the scope the particle runs in. */
  readonly currentPeerId: string;
  /** 32-byte ed25519 seed of that scope. */
  readonly seed: Uint8Array;
}

/** What an instance needs of a request; call results come encoded. */
export type InvokeRequest = Omit<AvmRequest, 'callResults'>;

/** Clock and randomness of an instance. */
export type AvmSources = NonNullable<ServiceInit['sources']>;

/** Answer to a call request. */
export interface CallResult {
  /** 0 = ok, 1 = error. */
  readonly retCode: number;
  /** JSON text. */
  readonly result: string;
}

/** A call AquaVM asks its host to make. */
export interface CallRequest {
  readonly id: number;
  readonly serviceId: string;
  readonly functionName: string;
  readonly args: readonly JsonValue[];
  /** One list per argument. */
  readonly tetraplets: readonly (readonly Tetraplet[])[];
  /** About what the arguments take in memory, bytes. @default not known */
  readonly sizeBytes?: number;
  /** Why the arguments were not read; `args` is empty then, and the call is to be answered with this as its error. */
  readonly refused?: string;
}

export interface AvmOutcome {
  /** 0 ok, 1.. preparation, 10000.. catchable, 20000.. uncatchable, 30000.. farewell (spec/marine-abi.md §7.6). */
  readonly retCode: number;
  readonly errorMessage: string;
  /** Always to be stored as the next `prevData`, whatever `retCode` is. */
  readonly data: Uint8Array;
  readonly nextPeerIds: readonly string[];
  readonly callRequests: readonly CallRequest[];
  readonly exceeded: { readonly air: boolean; readonly particle: boolean; readonly callResult: boolean };
  /** Time AquaVM took for it, the wait for a thread left out, ms. @default not known */
  readonly runMs?: number;
}

/** How an invocation shares the threads with others. */
export interface AvmRunOptions {
  /**
   * Whose invocations these are, whoever that is. Given, the invocation may be broken off with `AVM_PREEMPTED` when it
   * takes long and others wait behind it, and so are those of the same group that wait there. @default it runs to its end
   */
  readonly group?: string;
  /** Runs on the thread for long invocations. @default false */
  readonly isSlow?: boolean;
  /** @default the runner's */
  readonly deadlineMs?: number;
  /** How long others wait behind it before it is broken off, ms. @default the runner's */
  readonly patienceMs?: number;
}

/** What a runner can do beside running. */
export interface AvmCapacity {
  /** Invocations that keep it busy; what is handed over beyond waits there in the order it came. */
  readonly window: number;
  /** Threads that invocations share which may not be broken off. */
  readonly threads: number;
  /** Threads for invocations with `isSlow`; 0: it knows no such thing. */
  readonly slow: number;
  /** Longest invocation, ms. */
  readonly deadlineMs: number;
}

/** Runs AquaVM. The implementation decides the thread; requests with one `affinity` run in order on one thread. */
export interface AvmRunner {
  /**
   * @param affinity key of the particle in its scope: requests of one key stay on one thread
   * @throws AvmError with code `AVM_DEADLINE` (the thread was ended and rebuilt), `AVM_TRAP` (the instance was dropped),
   * `AVM_QUEUE_FULL`, `AVM_CLOSED`, `AVM_MALFORMED_OUTCOME`, and with a `group` `AVM_PREEMPTED`
   */
  run(request: AvmRequest, affinity: string, options?: AvmRunOptions): Promise<AvmOutcome>;
  /** @default it takes whatever comes, and ends nothing early */
  readonly capacity?: AvmCapacity;
}
