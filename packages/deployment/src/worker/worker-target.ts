import { setTimeout as delay } from 'node:timers/promises';
import type { PeerScope, ServiceRecord, Workers } from '@noctiluca/host';
import { NO_TRIGGERS } from '@noctiluca/spells';
import type { DesiredPackage, DesiredSpell } from '../desired.js';
import { DeploymentError } from '../errors.js';
import type { PackageRecord } from '../journal.js';
import type { Observed, ObservedItem } from '../observed.js';
import { ScopeTarget, type ScopeTargetComponents, type ScopeTargetInit } from '../target/scope-target.js';
import type { SpellUpdate } from '../target/target.js';
import { FAILED, INSTALLED, STATUS_KEY, SUSPEND_MS, SUSPEND_POLL_MS, WORKER_SPELL } from './constants.js';
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
  #facts: ReturnType<typeof factsForWorkerSpell> = new Map();

  constructor(init: WorkerTargetInit, components: WorkerTargetComponents) {
    super(init, components);
    this.#init = init;
    this.#workers = components.workers;
  }

  get #workerId(): string | undefined {
    return this.#workers.ofDeal(this.#init.dealId)?.workerId;
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

  /** Tells what the worker spell is to note of what is wanted. */
  expect(wanted: DesiredPackage): void {
    this.#facts = factsForWorkerSpell(wanted);
  }

  async observe(): Promise<Observed> {
    const { life, name } = this.#init;
    const base = { peerId: this.peerId, life, nowSec: this.nowSec() };
    const worker = this.#workers.ofDeal(this.#init.dealId);
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
    if (spell === undefined || !aliases.includes(WORKER_SPELL) || !isArmed(spell.triggerConfig)) return item;
    return { ...item, spell: { ...spell, triggerConfig: WORKER_SPELL_TRIGGERS } };
  }

  async record(_name: string, record: PackageRecord | undefined): Promise<void> {
    if (record !== undefined) await this.#journal.write(record, this.#facts);
  }

  get #journal(): WorkerJournal {
    return new WorkerJournal(this.spells, this.scope);
  }

  installWorker(): Promise<string> {
    const { dealId, cuIds, creatorPeerId } = this.#init;
    return this.#workers.create({ dealId, cuIds, creatorPeerId });
  }

  override installSpell(spell: DesiredSpell): Promise<string> {
    if (spell.alias !== WORKER_SPELL) return super.installSpell(spell);
    return super.installSpell({ ...spell, triggerConfig: NO_TRIGGERS });
  }

  /** The worker spell gets its triggers back when all is done. */
  override async updateSpell(id: string, update: SpellUpdate): Promise<void> {
    if (this.spells.get(this.scope, WORKER_SPELL)?.spellId !== id) return super.updateSpell(id, update);
    const { triggerConfig: _, ...change } = update;
    if (Object.keys(change).length > 0) await super.updateSpell(id, change);
  }

  /** Lets the worker spell rest: resolves when no run of it is under way. @throws DeploymentError `WORKER_REFUSED` */
  async suspend(signal: AbortSignal): Promise<void> {
    if (this.#workerId === undefined) return;
    const { scope } = this;
    const spellId = this.spells.get(scope, WORKER_SPELL)?.spellId;
    if (spellId === undefined) return;
    await this.spells.update(scope, spellId, { triggerConfig: NO_TRIGGERS });
    const endsAt = performance.now() + SUSPEND_MS;
    while (this.spells.get(scope, spellId)?.isRunning) {
      if (performance.now() > endsAt) throw busy(this.peerId);
      await delay(SUSPEND_POLL_MS, undefined, { signal });
    }
  }

  /**
   * Notes how it ended. The worker spell goes on when all is well; it would otherwise make anew what failed, and lose state.
   * @param failure undefined: all is well
   */
  async settle(failure: string | undefined, log: readonly string[]): Promise<void> {
    if (this.#workerId === undefined) return;
    const spellId = this.spells.get(this.scope, WORKER_SPELL)?.spellId;
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
  const reason = `The worker spell of ${workerId} is at work for longer than ${SUSPEND_MS / 1000} s; deploy again when it has ended`;
  return new DeploymentError('WORKER_REFUSED', reason);
}
