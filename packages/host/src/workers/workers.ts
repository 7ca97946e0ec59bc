import type { Logger } from '@noctiluca/lifecycle';
import { generateKeyPair, type KeyPair } from '@noctiluca/particle';
import type { Store, StoreTable } from '@noctiluca/store';
import type { Access } from '../access/access.js';
import { MAX_CU_IDS, WORKER_SPELL_ALIAS } from '../constants.js';
import { ConvertedError, HostError } from '../errors.js';
import type { HostMetrics } from '../metrics.js';
import type { Quotas } from '../quotas.js';
import type { Services } from '../services/services.js';
import { dealIdProblem, normalisedDealId, requireDealId } from './deal-id.js';
import type { DealRecord, WorkerRecord } from './records.js';
import type { Worker, WorkerEvent } from './worker.js';
import type { WorkerDirectory } from './worker-directory.js';
import type { BrokenKey, WorkerKeys } from './worker-keys.js';

export interface NewWorker {
  readonly dealId: string;
  /** 64 hexadecimal digits each. @default [] */
  readonly cuIds?: readonly string[];
  readonly creatorPeerId: string;
}

export interface WorkersInit {
  readonly hostPeerId: string;
  /** Whether any peer may create workers, and not only the host and its management. */
  readonly open: boolean;
}

export interface WorkersComponents {
  readonly store: Store;
  readonly keys: WorkerKeys;
  readonly directory: WorkerDirectory;
  readonly services: Services;
  readonly access: Access;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

/** Workers of this peer (spec/nox.md §3.9, §5.7): each change is one transaction, told to listeners once it is durable. */
export class Workers {
  readonly #init: WorkersInit;
  readonly #components: WorkersComponents;
  readonly #table: StoreTable<WorkerRecord>;
  readonly #deals: StoreTable<DealRecord>;
  readonly #directory: WorkerDirectory;
  /** Those that are written and not yet durable. */
  readonly #making = new Set<string>();
  readonly #listeners = new Set<(event: WorkerEvent) => void>();

  constructor(init: WorkersInit, components: WorkersComponents) {
    this.#init = init;
    this.#components = components;
    this.#directory = components.directory;
    this.#table = components.store.table<WorkerRecord>('workers');
    this.#deals = components.store.table<DealRecord>('deals');
  }

  /** Reads what is stored. A broken worker is reported and stops nothing (spec/nox.md §9.2 no. 33). */
  async start(): Promise<void> {
    for (const [workerId, record] of this.#table.entries()) this.#remember({ workerId, ...record });
    await this.#components.keys.start(this.list().map(({ workerId }) => workerId));
  }

  /** In the order of their ids. */
  list(): Worker[] {
    return this.#directory.list();
  }

  get(workerId: string): Worker | undefined {
    return this.#directory.get(workerId);
  }

  ofDeal(dealId: string): Worker | undefined {
    const normalised = normalisedDealId(dealId);
    const deal = dealIdProblem(normalised) === undefined ? this.#deals.get(normalised) : undefined;
    return deal === undefined ? undefined : this.#directory.get(deal.workerId);
  }

  /** Workers whose key could not be read: they run nothing. */
  get broken(): readonly BrokenKey[] {
    return this.#components.keys.broken;
  }

  keyPairOf(workerId: string): KeyPair | undefined {
    return this.#directory.keyPairOf({ kind: 'worker', workerId });
  }

  isActive(workerId: string): boolean {
    return this.#directory.get(workerId)?.active === true;
  }

  /** @returns what ends the subscription */
  subscribe(listener: (event: WorkerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws HostError `FORBIDDEN` unless the peer may make workers */
  requireMaker(peerId: string): void {
    if (this.#init.open || this.#components.access.isHostOrManagement(peerId)) return;
    throw new HostError('FORBIDDEN', 'Only management or host peer can create worker');
  }

  /**
   * Makes a worker with a key of its own.
   * @returns its peer id
   * @throws HostError `FORBIDDEN`, `INVALID` (deal id, there is a worker for it), `LIMIT`
   */
  async create({ dealId: written, cuIds = [], creatorPeerId }: NewWorker): Promise<string> {
    this.requireMaker(creatorPeerId);
    const dealId = requireDealId(written);
    requireCuIds(cuIds);
    const keyPair = generateKeyPair();
    const worker: Worker = {
      workerId: keyPair.peerId,
      dealId,
      creatorPeerId,
      active: true,
      cuIds: [...cuIds],
    };
    try {
      await this.#components.store.transaction(() => {
        this.#requireNew(dealId);
        this.#making.add(worker.workerId);
        this.#put(worker);
        this.#deals.put(dealId, { workerId: worker.workerId });
        this.#components.keys.write(keyPair);
      });
    } finally {
      this.#making.delete(worker.workerId);
    }
    this.#components.keys.take(keyPair);
    this.#remember(worker);
    this.#tell({ kind: 'created', worker });
    return worker.workerId;
  }

  /**
   * Removes a worker with its spells, services, aliases and key in one transaction; files follow.
   * @throws HostError `NOT_FOUND`, `FORBIDDEN`
   */
  async remove(workerId: string, callerPeerId: string): Promise<void> {
    if (workerId === this.#init.hostPeerId) {
      throw new HostError('FORBIDDEN', `Worker ${workerId} can be removed`);
    }
    const worker = this.#directory.get(workerId);
    if (worker === undefined) throw new ConvertedError('NOT_FOUND', `Worker ${workerId} not found`);
    this.#requireRemoval(worker, callerPeerId);
    const { keys, store, services } = this.#components;
    const end = await store.transaction(() => {
      this.#table.remove(workerId);
      this.#deals.remove(worker.dealId);
      keys.erase(workerId);
      return services.eraseAllWithin({ kind: 'worker', workerId });
    });
    this.#directory.remove(workerId);
    keys.forget(workerId);
    this.#count();
    this.#tell({ kind: 'removed', worker });
    await end();
  }

  /** @throws HostError `FORBIDDEN`, `NOT_FOUND` (worker, its worker spell), `INVALID` (it is active) */
  async activate(dealId: string, callerPeerId: string): Promise<void> {
    const worker = this.#requireSwitching(dealId, callerPeerId, 'activate');
    if (worker.active) throw new HostError('INVALID', 'Deal has already been activated');
    const { workerId } = worker;
    const spell = this.#components.services.resolveAlias({ kind: 'worker', workerId }, WORKER_SPELL_ALIAS);
    if (spell === undefined) {
      const reason = `Service with alias '${WORKER_SPELL_ALIAS}' is not found on worker '${workerId}'`;
      throw new ConvertedError('NOT_FOUND', reason);
    }
    await this.#switch(worker, true);
  }

  /** What its spells are triggered by is kept for the next activation. @throws HostError as `activate` */
  async deactivate(dealId: string, callerPeerId: string): Promise<void> {
    const worker = this.#requireSwitching(dealId, callerPeerId, 'deactivate');
    if (!worker.active) throw new HostError('INVALID', 'Deal has already been deactivated');
    await this.#switch(worker, false);
  }

  /** @throws HostError `NOT_FOUND` */
  requireOfDeal(dealId: string): Worker {
    const worker = this.ofDeal(dealId);
    if (worker !== undefined) return worker;
    throw new ConvertedError('NOT_FOUND', `Worker for deal_id ${normalisedDealId(dealId)} not found`);
  }

  async #switch(worker: Worker, active: boolean): Promise<void> {
    const changed: Worker = { ...worker, active };
    await this.#components.store.transaction(() => {
      // Removed meanwhile: it must not come back.
      if (this.#table.get(worker.workerId) === undefined) {
        throw new ConvertedError('NOT_FOUND', `Worker ${worker.workerId} not found`);
      }
      this.#put(changed);
    });
    this.#remember(changed);
    this.#tell({ kind: active ? 'activated' : 'deactivated', worker: changed });
  }

  #requireSwitching(dealId: string, callerPeerId: string, action: 'activate' | 'deactivate'): Worker {
    const known = this.ofDeal(dealId);
    const mayDoSo =
      this.#components.access.isHostOrManagement(callerPeerId) || known?.creatorPeerId === callerPeerId;
    if (!mayDoSo) throw new HostError('FORBIDDEN', `Only management or host peer can ${action} deal`);
    return this.requireOfDeal(dealId);
  }

  #requireRemoval({ workerId, creatorPeerId }: Worker, callerPeerId: string): void {
    if (callerPeerId === creatorPeerId || this.#components.access.isHostOrManagement(callerPeerId)) return;
    const who = `worker creator ${creatorPeerId}, host or a host manager`;
    throw new HostError('FORBIDDEN', `Worker ${workerId} can be removed only by ${who}`);
  }

  #requireNew(dealId: string): void {
    if (this.#deals.get(dealId) !== undefined)
      throw new ConvertedError('INVALID', `Worker for ${dealId} already exists`);
    const { workers: bound } = this.#components.quotas.values;
    if (this.#directory.size + this.#making.size < bound) return;
    const reason = `Cannot create a worker: this peer has ${bound}, as many as it may; remove one first`;
    throw this.#components.quotas.reached('workers', reason);
  }

  #put({ workerId, dealId, creatorPeerId, active, cuIds }: Worker): void {
    this.#table.put(workerId, { dealId, creatorPeerId, active, cuIds: [...cuIds] });
  }

  #remember(worker: Worker): void {
    this.#directory.put(worker);
    this.#count();
  }

  #count(): void {
    const workers = this.list();
    const active = workers.filter((worker) => worker.active).length;
    this.#components.metrics.workers.set({ state: 'active' }, active);
    this.#components.metrics.workers.set({ state: 'inactive' }, workers.length - active);
  }

  #tell(event: WorkerEvent): void {
    const { logger } = this.#components;
    const { workerId, dealId } = event.worker;
    logger.info({ workerId, dealId }, `Worker ${event.kind}`);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        logger.error({ workerId, err: error }, 'A listener of worker events failed');
      }
    }
  }
}

function requireCuIds(cuIds: readonly string[]): void {
  if (cuIds.length <= MAX_CU_IDS) return;
  throw new ConvertedError(
    'INVALID',
    `A worker has at most ${MAX_CU_IDS} compute units, not ${cuIds.length}`,
  );
}
