import { messageOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import type { TraceRecorder } from '@noctiluca/particle';
import type { InboundParticle } from '../network.js';
import type { InboundMetrics } from './inbound-metrics.js';

export type Handler = (inbound: InboundParticle) => Promise<void>;

export interface HandlingComponents {
  readonly log: Logger;
  readonly metrics: InboundMetrics;
  readonly trace: TraceRecorder;
}

/** Particles in the hands of the handler: so many at a time. */
export class Handling {
  readonly #limit: number;
  readonly #components: HandlingComponents;
  readonly #onSettled: () => void;
  #handler: Handler | undefined;
  #taken = 0;

  /** @param onSettled called when there is room for one more */
  constructor(limit: number, components: HandlingComponents, onSettled: () => void) {
    this.#limit = limit;
    this.#components = components;
    this.#onSettled = onSettled;
  }

  get handler(): Handler | undefined {
    return this.#handler;
  }

  set handler(handler: Handler) {
    this.#handler = handler;
  }

  /** Particles taken and not yet settled. */
  get taken(): number {
    return this.#taken;
  }

  get hasRoom(): boolean {
    return this.#taken < this.#limit;
  }

  take(inbound: InboundParticle): void {
    this.#taken++;
    this.#handle(inbound).then(() => {
      this.#taken--;
      this.#onSettled();
    });
  }

  async #handle(inbound: InboundParticle): Promise<void> {
    try {
      await this.#handler?.(inbound);
    } catch (error) {
      this.#failed(inbound.particle.id, error);
    }
  }

  #failed(particleId: string, error: unknown): void {
    const { log, metrics, trace } = this.#components;
    const reason = 'handler-failed';
    log.error({ particleId, err: error }, 'The particle handler failed');
    metrics.droppedFrames.inc({ reason });
    trace.record(particleId, { kind: 'dropped', stage: 'network', reason, detail: messageOf(error) });
  }
}
