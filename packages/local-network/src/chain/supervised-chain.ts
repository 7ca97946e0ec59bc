import { setTimeout as delay } from 'node:timers/promises';
import type { LocalChain, LocalChainInit, Rpc } from '@noctiluca/chain';
import { messageOf } from '@noctiluca/common/thrown';
import { RESTART_AFTER_MS, RESTART_AFTER_MS_MAX, RESTARTS_FORGIVEN_MS } from '../constants.js';

/** How the process of a chain has fared. */
export interface ChainFate {
  /** How often it was started again. */
  readonly restarts: number;
  /** Why it is not up now; nothing when it is. */
  readonly lost?: string;
}

export interface SupervisedChainComponents {
  create(init: LocalChainInit, components: { readonly onLost: (error: Error) => void }): LocalChain;
  /** Takes sentences for the log of the network. */
  report(sentence: string): void;
  /** Told each time the fate is another one. */
  onFate(fate: ChainFate): void;
  /** Done with a chain that is up again: what was not kept is told it anew. */
  onUpAgain(rpc: Rpc): Promise<void>;
}

/** A chain that is up, or will be again. */
export interface SupervisedChain {
  /** @throws ChainError `NOT_RUNNING` while it is started again */
  readonly rpc: Rpc;
  readonly url: string;
  stop(signal: AbortSignal): Promise<void>;
}

/**
 * Starts a chain, and starts it again from what is kept, at the same port, when its process ends without being told; after a pause
 * that doubles as long as it keeps ending.
 * @throws what the first start throws
 */
export async function startSupervisedChain(
  init: LocalChainInit,
  components: SupervisedChainComponents,
  signal: AbortSignal,
): Promise<SupervisedChain> {
  const supervised = new Supervision(init, components, signal);
  await supervised.start();
  return supervised;
}

class Supervision implements SupervisedChain {
  readonly #life = new AbortController();
  readonly #components: SupervisedChainComponents;
  /** Of the network: a chain speaks to its process until the end of that. */
  readonly #signal: AbortSignal;
  #init: LocalChainInit;
  #chain: LocalChain;
  #url = '';
  #restarts = 0;
  #afterMs = RESTART_AFTER_MS;
  #startedMs = 0;
  #restarting: Promise<void> = Promise.resolve();

  constructor(init: LocalChainInit, components: SupervisedChainComponents, signal: AbortSignal) {
    [this.#init, this.#components, this.#signal] = [init, components, signal];
    this.#chain = this.#create();
  }

  get rpc(): Rpc {
    return this.#chain.rpc;
  }

  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    this.#startedMs = performance.now();
    try {
      await this.#chain.start(this.#signal);
    } catch (error) {
      await this.#chain.stop(this.#signal).catch(() => {});
      throw error;
    }
    this.#url = this.#chain.url;
    this.#init = { ...this.#init, port: Number(new URL(this.#url).port) };
  }

  async stop(signal: AbortSignal): Promise<void> {
    this.#life.abort();
    await this.#restarting;
    await this.#chain.stop(signal);
  }

  #create(): LocalChain {
    return this.#components.create(this.#init, { onLost: (error) => this.#lose(error) });
  }

  #lose(error: Error): void {
    if (this.#life.signal.aborted) return;
    if (performance.now() - this.#startedMs > RESTARTS_FORGIVEN_MS) this.#afterMs = RESTART_AFTER_MS;
    this.#restarting = this.#restart(error.message);
  }

  async #restart(firstReason: string): Promise<void> {
    for (let reason = firstReason; !this.#life.signal.aborted; ) {
      const afterMs = this.#afterMs;
      this.#components.report(`${reason}; it is started again in ${afterMs} ms`);
      this.#components.onFate({ restarts: this.#restarts, lost: reason });
      await delay(afterMs, undefined, { signal: this.#life.signal }).catch(() => {});
      this.#afterMs = Math.min(afterMs * 2, RESTART_AFTER_MS_MAX);
      if (this.#life.signal.aborted) return;
      try {
        return await this.#again();
      } catch (error) {
        reason = `The chain did not start again: ${messageOf(error)}`;
      }
    }
  }

  async #again(): Promise<void> {
    // The one that was lost keeps nothing: what it had on the disk is what there is.
    await this.#chain.stop(this.#signal).catch(() => {});
    this.#chain = this.#create();
    await this.start();
    this.#restarts += 1;
    await this.#components.onUpAgain(this.#chain.rpc);
    this.#components.report('The chain is up again');
    this.#components.onFate({ restarts: this.#restarts });
  }
}
