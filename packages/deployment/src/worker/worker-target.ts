import { setTimeout as delay } from 'node:timers/promises';
import type { PeerScope, ServiceRecord, Worker, Workers } from '@noctiluca/host';
import { NO_TRIGGERS, type SpellView, type TriggerConfig } from '@noctiluca/spells';
import type { DesiredPackage, DesiredSpell } from '../desired.js';
import { DeploymentError } from '../errors.js';
import type { PackageRecord } from '../journal.js';
import { SUSPEND_MS } from '../limits.js';
import type { Observed, ObservedItem } from '../observed.js';
import type { Step } from '../plan/step.js';
import { ScopeTarget, type ScopeTargetComponents, type ScopeTargetInit } from '../target/scope-target.js';
import type { SpellUpdate } from '../target/target.js';
import { effective } from '../trigger.js';
import { FAILED, INSTALLED, STATUS_KEY, SUSPEND_POLL_MS, WORKER_SPELL } from './constants.js';
import { DueFacts } from './due-facts.js';
import { factsForWorkerSpell } from './item-facts.js';
import { armed, isArmed, WORKER_SPELL_TRIGGERS } from './triggers.js';
import { WorkerJournal } from './worker-journal.js';

export interface WorkerTargetInit extends ScopeTargetInit {
  /** What its deployer calls it. */
  readonly name: string;
  readonly dealId: string;
  readonly cuIds: readonly string[];
  /** Who makes it, if it has to be made. */
  readonly creatorPeerId: string;
  /** Of this start of the peer. */
  readonly life: string;
  /** Longest wait for a run of the worker spell, milliseconds. @default 30000 */
  readonly suspendMs?: number;
}

export interface WorkerTargetComponents extends ScopeTargetComponents {
  readonly workers: Workers;
}

/**
 * A worker of this peer. While steps are taken its worker spell rests, for the two would undo each other's work; what is
 * noted in its place makes it find all done. One that rests because a deployment was cut off is seen by the next.
 */
export class WorkerTarget extends ScopeTarget {
  readonly #init: WorkerTargetInit;
  readonly #workers: Workers;
  /** The worker that was seen or made first: another one of the deal is somebody else's. */
  #seenId: string | undefined;
  /** Triggers of the worker spell before it was made to rest. */
  #restsFrom: TriggerConfig | undefined;
  #facts = new DueFacts(new Map(), []);

  constructor(init: WorkerTargetInit, components: WorkerTargetComponents) {
    super(init, components);
    this.#init = init;
    this.#workers = components.workers;
  }

  get #worker(): Worker | undefined {
    const found = this.#workers.ofDeal(this.#init.dealId);
    return this.#seenId === undefined || found?.workerId === this.#seenId ? found : undefined;
  }

  get #workerId(): string | undefined {
    return this.#worker?.workerId;
  }

  get #workerSpell(): SpellView | undefined {
    return this.#workerId === undefined ? undefined : this.spells.get(this.scope, WORKER_SPELL);
  }

  /** Empty while there is no worker. */
  get peerId(): string {
    return this.#workerId ?? '';
  }

  protected get scope(): PeerScope {
    const workerId = this.#workerId;
    if (workerId !== undefined) return { kind: 'worker', workerId };
    throw new DeploymentError('WORKER_REFUSED', `There is no worker for ${this.#init.dealId}`);
  }

  /** Tells what the worker spell is to note of what is wanted, and by which steps it comes about. */
  expect(wanted: DesiredPackage, steps: readonly Step[]): void {
    this.#facts = new DueFacts(factsForWorkerSpell(wanted), steps);
  }

  async observe(): Promise<Observed> {
    const { life, name } = this.#init;
    const base = { peerId: this.peerId, life, nowSec: this.nowSec() };
    const worker = this.#worker;
    this.#seenId = worker?.workerId;
    if (worker === undefined)
      return { ...base, items: [], journal: {}, worker: { id: undefined, active: true } };
    const { workerId: id, active } = worker;
    const present = this.services.list(this.scope);
    const record = this.#journal.read(present);
    const items = present.map((each) => this.observed(each));
    return {
      ...base,
      items,
      journal: record === undefined ? {} : { [name]: record },
      worker: { id, active },
    };
  }

  protected override observed(record: ServiceRecord): ObservedItem {
    const item = super.observed(record);
    const { spell, aliases } = item;
    if (spell === undefined || !aliases.includes(WORKER_SPELL)) return item;
    // That it rests for this deployment is no difference.
    const own = this.#restsFrom ?? spell.triggerConfig;
    return { ...item, spell: { ...spell, triggerConfig: isArmed(own) ? WORKER_SPELL_TRIGGERS : own } };
  }

  async record(_name: string, record: PackageRecord | undefined): Promise<void> {
    if (record === undefined) return;
    // Steps discard these as well, unless they are cut off.
    const facts = this.#facts.after(record);
    for (const blueprintId of this.#journal.outdated(record, facts)) await this.discard(blueprintId);
    await this.#journal.write(record, facts);
  }

  get #journal(): WorkerJournal {
    return new WorkerJournal(this.spells, this.scope);
  }

  async installWorker(): Promise<string> {
    const { dealId, cuIds, creatorPeerId } = this.#init;
    this.#seenId = await this.#workers.create({ dealId, cuIds, creatorPeerId });
    return this.#seenId;
  }

  override installSpell(spell: DesiredSpell): Promise<string> {
    if (spell.alias !== WORKER_SPELL) return super.installSpell(spell);
    return super.installSpell({ ...spell, triggerConfig: NO_TRIGGERS });
  }

  /** The worker spell gets its triggers back when all is done. */
  override async updateSpell(id: string, update: SpellUpdate): Promise<void> {
    if (this.#workerSpell?.spellId !== id) return super.updateSpell(id, update);
    const { triggerConfig: _, ...change } = update;
    if (Object.keys(change).length > 0) await super.updateSpell(id, change);
  }

  /**
   * Lets the worker spell rest: resolves when no run of it is under way. One that does not end has its triggers back.
   * @throws DeploymentError `WORKER_REFUSED`
   */
  async suspend(signal: AbortSignal): Promise<void> {
    const workerSpell = this.#workerSpell;
    if (workerSpell === undefined) return;
    const { spellId, triggerConfig } = workerSpell;
    await this.spells.update(this.scope, spellId, { triggerConfig: NO_TRIGGERS });
    try {
      await this.#untilAtRest(signal);
      this.#restsFrom = triggerConfig;
    } catch (error) {
      await this.#letRun(spellId, triggerConfig);
      throw error;
    }
  }

  async #untilAtRest(signal: AbortSignal): Promise<void> {
    const endsAt = performance.now() + (this.#init.suspendMs ?? SUSPEND_MS);
    while (this.#workerSpell?.isRunning) {
      if (performance.now() > endsAt) throw busy(this.peerId);
      await delay(SUSPEND_POLL_MS, undefined, { signal });
    }
  }

  async #letRun(spellId: string, before: TriggerConfig): Promise<void> {
    const now = this.nowSec();
    const triggerConfig = isArmed(before) ? armed(now) : effective(before, now);
    await this.spells.update(this.scope, spellId, { triggerConfig });
  }

  /**
   * Notes how it ended. The worker spell goes on when all is well; it would otherwise make anew what failed, and lose state.
   * @param failure undefined: all is well
   */
  async settle(failure: string | undefined, log: readonly string[]): Promise<void> {
    const spellId = this.#workerSpell?.spellId;
    if (spellId === undefined) return;
    const state = failure === undefined ? INSTALLED : FAILED;
    const status = JSON.stringify({ message: failure ?? '', state, timestamp: this.nowSec() });
    await this.spells.update(this.scope, spellId, {
      push: { [STATUS_KEY]: status },
      log,
      ...(failure === undefined ? { triggerConfig: armed(this.nowSec()) } : {}),
    });
  }
}

function busy(workerId: string): DeploymentError {
  const reason = `The worker spell of ${workerId} is at work for long; deploy again when it has ended`;
  return new DeploymentError('WORKER_REFUSED', reason);
}
