import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@noctiluca/lifecycle';
import type { BootstrapDelays } from '../init.js';
import type { NetworkMetrics } from '../metrics.js';

export interface BootstrapComponents {
  readonly log: Logger;
  readonly metrics: NetworkMetrics;
  /** Connects to an address; resolves to the peer's id. */
  dial(address: string, signal: AbortSignal): Promise<string>;
  /** Resolves when the peer is no longer connected. */
  disconnected(peerId: string, signal: AbortSignal): Promise<void>;
  /** Kademlia's look-up of ourselves. */
  lookUpSelf(signal: AbortSignal): Promise<void>;
}

/** What became of the bootstrap nodes; health checks read it (spec/nox.md §7.5). */
export interface BootstrapState {
  readonly nodes: number;
  readonly connected: number;
  /** True without any nodes. */
  readonly lookedAround: boolean;
}

/** Pause before attempt `failures + 1`: doubles up to the cap, the upper half at random so that peers do not march in step. */
export function backoffMs(failures: number, delays: BootstrapDelays, random: number): number {
  const full = Math.min(delays.maxDelayMs, delays.initialDelayMs * 2 ** Math.min(failures, 30));
  return Math.round(full * (0.5 + random / 2));
}

/** Keeps a connection to every bootstrap node, for as long as the signal lives. Never rejects. */
export class Bootstrap {
  readonly #addresses: readonly string[];
  readonly #delays: BootstrapDelays;
  readonly #components: BootstrapComponents;
  #connections = 0;
  #connected = 0;
  #lookedAround = false;

  constructor(addresses: readonly string[], delays: BootstrapDelays, components: BootstrapComponents) {
    this.#addresses = addresses;
    this.#delays = delays;
    this.#components = components;
  }

  /** Nodes that are configured and connected, and whether Kademlia was asked for our neighbours with success. */
  get state(): BootstrapState {
    const { length: nodes } = this.#addresses;
    return { nodes, connected: this.#connected, lookedAround: nodes === 0 || this.#lookedAround };
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#addresses.map((address) => this.#keep(address, signal)));
  }

  async #keep(address: string, signal: AbortSignal): Promise<void> {
    const { log, metrics, disconnected } = this.#components;
    while (!signal.aborted) {
      const peerId = await this.#dialUntilConnected(address, signal);
      if (peerId === undefined) return;
      metrics.bootstrapConnected.inc();
      this.#connected += 1;
      log.info({ address, peerId }, 'Bootstrap node connected');
      if (this.#connections++ % this.#delays.frequency === 0) await this.#lookUpSelf(signal);
      await disconnected(peerId, signal);
      this.#connected -= 1;
      if (signal.aborted) return;
      metrics.bootstrapDisconnected.inc();
      log.info({ address, peerId }, 'Bootstrap node lost');
      await this.#pause(0, signal);
    }
  }

  async #dialUntilConnected(address: string, signal: AbortSignal): Promise<string | undefined> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        return await this.#components.dial(address, signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        this.#components.log.warn({ address, failures, err: error }, 'Bootstrap node not reached');
        await this.#pause(failures, signal);
      }
    }
    return undefined;
  }

  async #lookUpSelf(signal: AbortSignal): Promise<void> {
    try {
      await this.#components.lookUpSelf(signal);
      this.#lookedAround = true;
    } catch (error) {
      this.#components.log.debug({ err: error }, 'The look-up of ourselves failed');
    }
  }

  async #pause(failures: number, signal: AbortSignal): Promise<void> {
    const delay = backoffMs(failures, this.#delays, Math.random());
    // The only way this rejects is the end of our life, which the loops see themselves.
    await pause(delay, undefined, { signal, ref: false }).catch(() => {});
  }
}
