import type { NodeService } from '@noctiluca/lifecycle';
import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import type { Particle } from '@noctiluca/particle';

/** Local identity a particle is executed as: the host, or one of its workers. */
export type PeerScope = { readonly kind: 'host' } | { readonly kind: 'worker'; readonly workerId: string };

/** The particle on whose behalf a call is made. */
export interface CallContext {
  readonly particle: Particle;
  readonly scope: PeerScope;
  /** Peer id of the scope. */
  readonly currentPeerId: string;
  /** Aborted when the particle expires or the peer stops. */
  readonly signal: AbortSignal;
}

export interface FunctionCall {
  readonly serviceId: string;
  readonly functionName: string;
  readonly args: readonly JsonValue[];
  readonly tetraplets: readonly (readonly Tetraplet[])[];
}

/** Outcome of a call. `not-defined` lets the next handler try; `json` and `message` are what AquaVM receives. */
export type FunctionOutcome =
  | { readonly kind: 'not-defined' }
  | ({ readonly kind: 'empty' } & Answered)
  | ({ readonly kind: 'ok'; readonly json: string } & Answered)
  /** `json` is the JSON text of the error, usually a string (spec/nox.md §2.8). */
  | ({ readonly kind: 'error'; readonly json: string } & Answered);

/** Who answered a call, as metrics of calls tell them apart: a built-in of this package, or a Marine service. */
export type FunctionKind = 'builtin' | 'service';

interface Answered {
  /** Absent: a function of a table that the user added, `custom` in metrics. */
  readonly functionKind?: FunctionKind;
}

/** Everything a particle can call on this peer. */
export interface Host extends NodeService {
  readonly hostPeerId: string;
  /**
   * Never rejects: every failure is an `error` outcome with upstream's text. `not-defined` when nothing answers: a caller
   * without further handlers gives `notFoundOutcome(call)` instead.
   */
  call(call: FunctionCall, context: CallContext): Promise<FunctionOutcome>;
  /** Scope of a peer id that lives here; undefined for a remote peer. */
  scopeOf(peerId: string): PeerScope | undefined;
}

/**
 * Knows services of the host that are being brought up, so that who calls one too early waits instead of failing. Asked at
 * each call of a service, so it must answer at once.
 */
export interface ServiceGate {
  /** Resolves, never rejects, when calls to a service may go on, whether it came up or not; undefined: at once. */
  opened(alias: string): Promise<void> | undefined;
  /** Why nothing has an alias; undefined: the gate knows of none. */
  reason(alias: string): string | undefined;
}

/** What built-ins need of the network; `@noctiluca/network`'s `Network` fits. */
export interface HostConnectivity {
  isConnected(peerId: string): boolean;
  getContact(peerId: string): { readonly peerId: string; readonly addresses: readonly string[] } | undefined;
  connect(
    contact: { peerId: string; addresses: readonly string[] },
    options?: { signal?: AbortSignal },
  ): Promise<boolean>;
  neighborhood(key: Uint8Array, count: number, options?: { signal?: AbortSignal }): Promise<string[]>;
}
