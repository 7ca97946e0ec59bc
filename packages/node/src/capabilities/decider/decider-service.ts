import type { Decider, DeciderComponents, DeciderStatus } from '@noctiluca/chain/peer';
import { HostError } from '@noctiluca/host';
import type { NodeService } from '@noctiluca/lifecycle';

export interface DeciderServiceComponents {
  /** Names of parts to be running before. */
  readonly after: readonly string[];
  /** Makes the decider, once those are. */
  readonly create: (components: Pick<DeciderComponents, 'wake'>) => Decider;
  readonly wake: () => void;
}

/** The part of a peer that decides what becomes of its deals; the spell `decider` does what it says. */
export class DeciderService implements NodeService, Pick<Decider, 'plan' | 'report'> {
  readonly name = 'decider';
  readonly dependsOn: readonly string[];
  readonly #components: DeciderServiceComponents;
  #decider: Decider | undefined;

  constructor(components: DeciderServiceComponents) {
    this.#components = components;
    this.dependsOn = components.after;
  }

  async start(): Promise<void> {
    const { create, wake } = this.#components;
    this.#decider = create({ wake });
  }

  async stop(): Promise<void> {
    this.#decider?.stop();
    this.#decider = undefined;
  }

  plan(untilMs: number) {
    return this.#require().plan(untilMs);
  }

  report(...args: Parameters<Decider['report']>): void {
    this.#require().report(...args);
  }

  /** Undefined while it is not running. */
  status(): DeciderStatus | undefined {
    return this.#decider?.status();
  }

  describe(): Record<string, unknown> {
    return { ...this.status() };
  }

  #require(): Decider {
    if (this.#decider !== undefined) return this.#decider;
    throw new HostError('NOT_RUNNING', 'The decider is not running');
  }
}
