import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { createStore, type Store } from '@noctiluca/store';
import { FakeClock } from '@noctiluca/testing';
import type { Decider, PeerWorker } from '../../src/decider/decider.js';
import { createDecider } from '../../src/decider/peer-decider.js';
import type { DealStatus, DesiredDeal } from '../../src/plan/facts.js';

export const APP = 'bafy-app';

/** A chain and the workers of a host, both made up, and the decider between them. */
export class World {
  readonly clock = new FakeClock();
  readonly deals = new Map<string, DesiredDeal>();
  readonly registered = new Map<string, string | null>();
  readonly workers = new Map<string, PeerWorker>();
  block = 10;
  /** Hash of the chain's block 0. */
  firstBlock = '0xaa';
  readonly warnings: string[] = [];
  /** Why nothing can be read. */
  unread: string | undefined;
  woken = 0;
  decider!: Decider;
  #store!: Store;
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  static async start(): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'noctiluca-decider-')));
    await world.#boot();
    return world;
  }

  /** As after `kill -9`: nothing is left but what is on the disk, and the workers. */
  async restart(): Promise<void> {
    await this.#halt();
    await this.#boot();
  }

  async destroy(): Promise<void> {
    await this.#halt();
    await rm(this.#dir, { recursive: true });
  }

  deal(dealId: string, status: DealStatus = 'ACTIVE', appCid = APP): void {
    const state = { ok: true as const, status, appCid };
    this.deals.set(dealId, { dealId, unitIds: ['0x01'], onchainWorkerId: '0x02', state });
    if (!this.registered.has(dealId)) this.registered.set(dealId, null);
  }

  worker(dealId: string, changes: Partial<PeerWorker> = {}): void {
    const installed = { appCid: APP, isDone: true };
    const worker = { dealId, workerId: `w-${dealId}`, isActive: true, isOwn: true };
    this.workers.set(dealId, { ...worker, spell: { ok: true, installed }, ...changes });
  }

  /** Steps as `kind deal`, by their plan. */
  async plan(lifeMs = 120_000): Promise<string[]> {
    const plans = await this.decider.plan(this.clock.nowMs() + lifeMs);
    return plans.flatMap(({ steps }) => steps.map(({ kind, dealId }) => `${kind} ${dealId}`));
  }

  async notes(): Promise<string[]> {
    const plans = await this.decider.plan(this.clock.nowMs() + 120_000);
    return plans.flatMap(({ dealId, notes }) => notes.map((note) => `${dealId ?? '*'}: ${note}`));
  }

  async #boot(): Promise<void> {
    this.#store = createStore({ dir: this.#dir });
    await this.#store.start(new AbortController().signal);
    this.decider = createDecider({
      deals: async () => {
        if (this.unread !== undefined) throw new Error(this.unread);
        return {
          desired: { ok: true, block: this.block, deals: [...this.deals.values()] },
          chain: new Map(this.registered),
          firstBlock: this.firstBlock,
        };
      },
      workers: () => [...this.workers.values()],
      store: this.#store,
      wake: () => {
        this.woken += 1;
      },
      clock: this.clock,
      logger: {
        ...silentLogger,
        warn: (_facts: unknown, text?: string) => this.warnings.push(text ?? ''),
      } as Logger,
    });
  }

  async #halt(): Promise<void> {
    this.decider.stop();
    await this.#store.stop(new AbortController().signal);
  }
}
