import type { Clock } from '@noctiluca/common/clock';
import { Throttle } from '@noctiluca/common/throttle';
import type { Logger } from '@noctiluca/lifecycle';
import type { TraceRecorder } from '@noctiluca/particle';
import { REFUSAL_WARNING_PAUSE_MS } from '../constants.js';
import type { NetworkMetrics } from '../metrics.js';

/** Why a connection was not taken, as the metric and the trace name it. */
export type RefusalReason =
  /** As many connections as there may be, both directions. */
  | 'too-many-connections'
  /** As many incoming ones as there may be. */
  | 'too-many-inbound'
  /** As many incoming ones being set up as there may be. */
  | 'too-many-pending'
  /** As many being set up from one address prefix as there may be. */
  | 'too-many-pending-of-prefix'
  /** As many from one address prefix as there may be. */
  | 'too-many-of-prefix'
  /** New ones from one host too fast. */
  | 'too-fast'
  /** As many with this peer as there may be. */
  | 'too-many-of-peer'
  /** Ended: its peer resets streams faster than it uses them. */
  | 'too-many-resets'
  /** Ended: its peer opens streams other than for particles too fast. */
  | 'too-many-streams'
  /** Ended: its peer proposes one protocol after another that this peer lacks. */
  | 'too-many-proposals'
  /** Of a peer or host whose connection was ended for one of these a while ago. */
  | 'banned'
  /** A page of another site in a browser of this machine. */
  | 'foreign-page';

export interface RefusalsComponents {
  readonly log: Logger;
  readonly metrics: NetworkMetrics;
  readonly trace: TraceRecorder;
  readonly clock: Clock;
}

/** Connections that were refused: each is counted and traced, and one a second is logged. */
export class Refusals {
  readonly #components: RefusalsComponents;
  /** One for all reasons. */
  readonly #warnings: Throttle<'refusal'>;

  constructor(components: RefusalsComponents) {
    this.#components = components;
    this.#warnings = new Throttle(REFUSAL_WARNING_PAUSE_MS, components.clock);
  }

  /** @param from address or peer id of whoever is refused */
  refused(reason: RefusalReason, from: string): void {
    const { log, metrics, trace } = this.#components;
    metrics.refusedConnections.inc({ reason });
    trace.record('', { kind: 'dropped', stage: 'network', reason, detail: `connection from ${from}` });
    const leftOut = this.#warnings.pass('refusal');
    if (leftOut !== undefined) log.warn({ reason, from, leftOut }, 'Connection refused');
  }
}
