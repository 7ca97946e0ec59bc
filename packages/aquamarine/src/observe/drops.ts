import type { Clock } from '@noctiluca/common/clock';
import { Throttle } from '@noctiluca/common/throttle';
import type { Logger } from '@noctiluca/lifecycle';
import type { DropStage, Particle, TraceRecorder } from '@noctiluca/particle';
import { TRACE_TEXT_LIMIT, WARNING_PAUSE_MS } from '../constants.js';
import { cutText } from './cut-text.js';
import type { Metrics } from './metrics.js';

/** Values of the counter's `reason`; a fixed list, because each value is a series. */
export type DropReason =
  | 'expired'
  | 'ttl-too-long'
  | 'from-the-future'
  | 'bad-signature'
  | 'signature-reused'
  | 'not-running'
  | 'overloaded'
  | 'too-large'
  | 'gave-way'
  | 'too-many-actors'
  | 'mailbox-full'
  | 'memory-full'
  | 'unknown-scope'
  | 'inactive-scope'
  | 'actor-ended'
  | 'stopped'
  | 'avm-deadline'
  | 'avm-trap'
  | 'avm-malformed-outcome'
  | 'avm-outcome-too-large'
  | 'avm-closed'
  | 'avm-error'
  | 'late-result'
  | 'invalid-peer-id'
  | 'not-found'
  | 'not-resolved'
  | 'connection-failed'
  | 'timed-out'
  | 'protocol-error'
  | 'not-connected'
  | 'connection-pool-died'
  | 'send-failed'
  | 'send-queue-full'
  | 'internal';

/** Ends of a particle that its author or this peer chose: nothing an operator could act on. */
const ROUTINE: ReadonlySet<DropReason> = new Set<DropReason>([
  'actor-ended',
  'late-result',
  'not-running',
  'stopped',
]);

export interface DropsComponents {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly trace: TraceRecorder;
  readonly clock: Clock;
  /** Told of particles. @default nobody */
  readonly onParticle?: (particle: Particle, stage: DropStage, reason: DropReason, detail?: string) => void;
}

/**
 * The one way anything is given up here: a counter, a log line and a trace event each time, and a notice for the author when
 * it is a particle. Never throws. The first drop of a reason within a second is logged at warn, with the number left out
 * before, the others at debug.
 */
export class Drops {
  readonly #components: DropsComponents;
  readonly #warnings: Throttle<DropReason>;

  constructor(components: DropsComponents) {
    this.#components = components;
    this.#warnings = new Throttle(WARNING_PAUSE_MS, components.clock);
  }

  /** @param run number of the AquaVM run that wanted it */
  drop(of: Particle | string, stage: DropStage, reason: DropReason, longDetail?: string, run?: number): void {
    const { metrics, trace, onParticle } = this.#components;
    const particleId = typeof of === 'string' ? of : of.id;
    const detail = longDetail === undefined ? undefined : cutText(longDetail, TRACE_TEXT_LIMIT);
    metrics.dropped(stage, reason);
    trace.record(particleId, {
      kind: 'dropped',
      stage,
      reason,
      ...(detail !== undefined && { detail }),
      ...(run !== undefined && { run }),
    });
    this.#log({ particleId, stage, reason, detail });
    if (typeof of !== 'string') onParticle?.(of, stage, reason, detail);
  }

  #log(fields: { readonly reason: DropReason } & Readonly<Record<string, unknown>>): void {
    const { logger } = this.#components;
    const leftOut = ROUTINE.has(fields.reason) ? undefined : this.#warnings.pass(fields.reason);
    if (leftOut === undefined) logger.debug(fields, 'Dropped');
    else logger.warn({ ...fields, leftOut }, 'Dropped');
  }
}

export function createDrops(components: DropsComponents): Drops {
  return new Drops(components);
}
