import { type Clock, systemClock } from '@noctiluca/common/clock';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import type { Generation } from '../../client/generation.js';
import { LOOK_EVERY_SEC, WATCH_POLL_MS } from '../../constants.js';
import type { Rpc } from '../../rpc.js';
import { type ChainChange, Changes } from './changes.js';
import type { Head } from './head.js';
import { PollWatch } from './poll-watch.js';
import { SocketWatch } from './socket-watch.js';

export interface ChainWatchInit {
  readonly peerId: string;
  /** WebSocket of the chain. Nothing: it is asked. */
  readonly socketUrl?: string;
  /** Milliseconds between pings of it. @default 10000 */
  readonly pingMs?: number;
  /** Milliseconds between looks while there is no WebSocket. @default 5000 */
  readonly pollMs?: number;
}

export interface ChainWatchComponents {
  readonly rpc: Rpc;
  readonly generation: Generation;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number;
}

/** How it is told what happens. */
export interface ChainWatchState {
  readonly connected: boolean;
  /** `none`: not at all at the moment. */
  readonly by: 'websocket' | 'polling' | 'none';
  /** Milliseconds since the chain answered last; 0 while it does. */
  readonly disconnectedMs: number;
  /** The latest block that was told of; nothing before the first. */
  readonly lastBlock: number | undefined;
  readonly blocks: number;
  /** WebSockets that were opened after the first. */
  readonly reconnects: number;
  /** Changes that were told. */
  readonly changes: number;
}

/** Tells when a peer should look at its deals. It never fails: without a chain it goes on trying. */
export interface ChainWatch {
  readonly state: ChainWatchState;
  /** @returns ends it */
  onChange(listener: (change: ChainChange) => void): () => void;
  /** From now on these deals, and no others, tell of what happens to them. */
  watch(dealIds: Iterable<string>): void;
  start(): void;
  stop(): Promise<void>;
}

export function createChainWatch(init: ChainWatchInit, components: ChainWatchComponents): ChainWatch {
  return new PeerChainWatch(init, components);
}

class PeerChainWatch implements ChainWatch {
  readonly #init: ChainWatchInit;
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #polls: PollWatch;
  readonly #sockets: SocketWatch | undefined;
  readonly #life = new AbortController();
  #deals: ReadonlySet<string> = new Set();
  /** Whether the log has that the chain does not answer. */
  #isMissed = false;
  #by: ChainWatchState['by'] = 'none';
  #lostMs = 0;
  #head: Head | undefined;
  /** The time of the chain at the last change; nothing before the first since it was lost. */
  #toldSec: number | undefined;
  #blocks = 0;
  #opened = 0;
  #running: Promise<unknown> = Promise.resolve();
  #looking: Promise<void> | undefined;
  #cancelPoll: () => void = () => {};

  constructor(init: ChainWatchInit, components: ChainWatchComponents) {
    const { rpc, generation, logger = silentLogger, clock = systemClock, random = Math.random } = components;
    this.#init = init;
    this.#log = logger;
    this.#clock = clock;
    this.#changes = new Changes({
      clock,
      onError: (error) => logger.error({ err: error }, 'A change of the chain was not taken'),
    });
    const ofDeals = {
      generation,
      deals: () => this.#deals,
      onBlock: (head: Head) => this.#onBlock(head),
      onChange: (change: ChainChange) => this.#tell(change),
    };
    this.#polls = new PollWatch(init, { rpc, ...ofDeals });
    const { socketUrl: url, pingMs, peerId } = init;
    this.#sockets =
      url === undefined
        ? undefined
        : new SocketWatch(
            { url, peerId, ...(pingMs === undefined ? {} : { pingMs }) },
            {
              ...{ clock, random, ...ofDeals },
              onUp: (head) => this.#onUp(head),
              onDown: (error) => this.#onDown(error),
            },
          );
  }

  get state(): ChainWatchState {
    const [by, lastBlock, blocks] = [this.#by, this.#head?.block, this.#blocks];
    return {
      ...{ connected: by !== 'none', by, lastBlock, blocks },
      disconnectedMs: by === 'none' ? Math.round(this.#clock.monotonicMs() - this.#lostMs) : 0,
      reconnects: Math.max(0, this.#opened - 1),
      changes: this.#changes.count,
    };
  }

  onChange(listener: (change: ChainChange) => void): () => void {
    return this.#changes.on(listener);
  }

  watch(dealIds: Iterable<string>): void {
    const [before, now] = [this.#deals, new Set(dealIds)];
    const isNew = [...now].some((dealId) => !before.has(dealId));
    if (!isNew && now.size === before.size) return;
    this.#deals = now;
    this.#sockets?.dealsChanged();
    // What a deal told before anybody listened.
    if (isNew && this.#head !== undefined) this.#tell({ reason: 'deal', block: this.#head.block });
  }

  start(): void {
    this.#lostMs = this.#clock.monotonicMs();
    this.#running = this.#sockets?.run(this.#life.signal) ?? Promise.resolve();
    if (this.#sockets === undefined) void this.#look();
    this.#poll();
  }

  async stop(): Promise<void> {
    this.#life.abort();
    this.#cancelPoll();
    this.#changes.end();
    await this.#running;
    await this.#looking;
  }

  #onBlock(head: Head): void {
    this.#head = head;
    this.#blocks += 1;
    // A clock that was set back counts as well: what was is no more.
    if (this.#toldSec !== undefined && Math.abs(head.timeSec - this.#toldSec) >= LOOK_EVERY_SEC)
      this.#tell({ reason: 'time', block: head.block });
  }

  #tell(change: ChainChange): void {
    this.#toldSec = this.#head?.timeSec;
    this.#changes.tell(change);
  }

  #onUp(head: Head): void {
    this.#by = 'websocket';
    this.#isMissed = false;
    this.#opened += 1;
    this.#head = head;
    this.#log.info({ block: head.block }, 'The chain tells of its blocks');
    this.#tell({ reason: 'connected', block: head.block });
  }

  #onDown(error: unknown): void {
    if (this.#by === 'websocket') {
      this.#log.warn({ err: error }, 'The chain tells nothing any more: it is asked, and connected to again');
      this.#lost();
    } else if (this.#by === 'none') this.#log.debug({ err: error }, 'No WebSocket of the chain');
    void this.#look();
  }

  #lost(): void {
    this.#by = 'none';
    this.#lostMs = this.#clock.monotonicMs();
    this.#toldSec = undefined;
    this.#polls.forget();
  }

  #poll(): void {
    const { pollMs = WATCH_POLL_MS } = this.#init;
    this.#cancelPoll = this.#clock.schedule(() => {
      void this.#look();
      this.#poll();
    }, pollMs);
  }

  /** One at a time, and none while the chain tells by itself. */
  async #look(): Promise<void> {
    if (this.#by === 'websocket' || this.#looking !== undefined || this.#life.signal.aborted) return;
    this.#looking = this.#polls.look().then(
      () => this.#answered(),
      (error: unknown) => this.#silent(error),
    );
    await this.#looking;
    this.#looking = undefined;
  }

  #answered(): void {
    if (this.#by !== 'none') return;
    this.#by = 'polling';
    this.#isMissed = false;
    this.#log.info({ block: this.#head?.block }, 'The chain answers, and is asked for its blocks');
  }

  #silent(error: unknown): void {
    if (this.#by === 'websocket' || this.#life.signal.aborted) return;
    if (this.#by === 'polling') this.#lost();
    if (!this.#isMissed) this.#log.warn({ err: error }, 'The chain does not answer');
    this.#isMissed = true;
  }
}
