import type { Clock } from '@noctiluca/common/clock';
import type { Generation } from '../../client/generation.js';
import { RECONNECTS_FORGIVEN_MS } from '../../constants.js';
import type { ChainChange } from './changes.js';
import { type Head, headOf } from './head.js';
import { changeOf, dealFilter, matchFilter } from './log-filters.js';
import { reconnectDelayMs } from './reconnect-delay.js';
import { RpcSocket, type RpcSocketInit } from './rpc-socket.js';

export interface SocketWatchInit extends RpcSocketInit {
  readonly peerId: string;
}

export interface SocketWatchComponents {
  readonly generation: Generation;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Deals of which all is to be told. */
  readonly deals: () => ReadonlySet<string>;
  /** It tells of everything from now on. */
  readonly onUp: (head: Head) => void;
  /** It tells nothing from now on, or not yet; called for each try. */
  readonly onDown: (error: unknown) => void;
  readonly onBlock: (head: Head) => void;
  readonly onChange: (change: ChainChange) => void;
}

/** Has a chain tell of its blocks, matches and deals by a WebSocket, and connects again whatever happens to that. */
export class SocketWatch {
  readonly #init: SocketWatchInit;
  readonly #components: SocketWatchComponents;
  #socket: RpcSocket | undefined;
  /** The subscription to what deals tell, if there are any. */
  #ofDeals: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(init: SocketWatchInit, components: SocketWatchComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** Until the signal comes. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, random, onDown } = this.#components;
    for (let failures = 0; !signal.aborted; ) {
      const beganMs = clock.monotonicMs();
      const error = await this.#session(signal);
      if (signal.aborted) return;
      onDown(error);
      failures = clock.monotonicMs() - beganMs >= RECONNECTS_FORGIVEN_MS ? 1 : failures + 1;
      await this.#pause(reconnectDelayMs(failures, random()), signal);
    }
  }

  /** The deals are others now. */
  dealsChanged(): void {
    const socket = this.#socket;
    if (socket !== undefined) this.#subscribeToDeals(socket).catch(() => socket.close());
  }

  /** @returns what ended it */
  async #session(signal: AbortSignal): Promise<unknown> {
    const { clock } = this.#components;
    const onNotice = (notice: unknown) => this.#hear(notice);
    let socket: RpcSocket | undefined;
    try {
      socket = await RpcSocket.open(this.#init, { clock, onNotice }, signal);
      await this.#subscribe(socket);
      return await socket.closed;
    } catch (error) {
      return error;
    } finally {
      this.#socket = undefined;
      socket?.close();
    }
  }

  async #subscribe(socket: RpcSocket): Promise<void> {
    const { generation, onUp } = this.#components;
    this.#ofDeals = undefined;
    await socket.call('eth_subscribe', 'newHeads');
    await socket.call('eth_subscribe', 'logs', matchFilter(generation, this.#init.peerId));
    await this.#subscribeToDeals(socket);
    this.#socket = socket;
    onUp(headOf(await socket.call('eth_getBlockByNumber', 'latest', false)));
  }

  /** One after the other: the last of them has the deals of now. */
  #subscribeToDeals(socket: RpcSocket): Promise<void> {
    const done = this.#turn.then(async () => {
      const before = this.#ofDeals;
      const filter = dealFilter(this.#components.deals());
      this.#ofDeals = filter && String(await socket.call('eth_subscribe', 'logs', filter));
      if (before !== undefined) await socket.call('eth_unsubscribe', before);
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Subscriptions tell blocks, and logs, which have topics. */
  #hear(notice: unknown): void {
    const { generation, onBlock, onChange } = this.#components;
    const { topics } = (notice ?? {}) as { topics?: unknown };
    if (topics === undefined) onBlock(headOf(notice));
    else onChange(changeOf(notice, generation));
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.#components.clock.schedule(done, ms);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }
}
