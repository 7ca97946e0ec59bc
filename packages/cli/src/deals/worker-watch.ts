import { messageOf } from '@noctiluca/common/thrown';
import { formatLogs } from '../workers/format-logs.js';
import { hostName } from '../workers/hosts.js';
import type { WorkerReport } from '../workers/report.js';
import { workerSpellIdOf } from '../workers/survey.js';
import type { SpellLog, WorkerView } from '../workers/target/target.js';
import type { WantedWorker } from '../workers/wanted-worker.js';
import type { DatedDefinition } from './dated-definition.js';
import type { DealStage } from './stage.js';
import { type WorkerState, workerState } from './worker-state.js';

/** What workers are waited for. */
export interface AwaitedDeal {
  readonly name: string;
  readonly dealId: string;
  readonly wanted: WantedWorker;
  readonly definition: DatedDefinition;
  /** Whether something was changed: else nobody wants to hear that all is as it was. */
  readonly isNew: boolean;
}

/** A worker spell that ended and left something out may be running again, milliseconds. */
const OVER_MS = 10_000;
/** Lines of a log that are shown when something went wrong. */
const MOST_LINES = 8;

/** One worker of a deal, from the match to the end of its installation. */
export class WorkerWatch {
  readonly #stage: DealStage;
  readonly #deal: AwaitedDeal;
  readonly #hostId: string;
  #workerId: string | undefined;
  #view: WorkerView | undefined;
  #state: WorkerState | undefined;
  #overSinceMs: number | undefined;
  /** Why the peer does not tell. */
  #silence: unknown;

  constructor(stage: DealStage, deal: AwaitedDeal, hostId: string) {
    [this.#stage, this.#deal, this.#hostId] = [stage, deal, hostId];
  }

  /** Nothing more is to be expected. */
  get isSettled(): boolean {
    if (this.#state?.isInstalled) return true;
    return this.#overSinceMs !== undefined && performance.now() - this.#overSinceMs >= OVER_MS;
  }

  /** @param workerId as the chain has it. Never rejects: a peer may answer later. */
  async look(workerId: string | undefined): Promise<void> {
    if (workerId === undefined || this.isSettled) return;
    if (workerId !== this.#workerId) this.#say(`worker ${workerId} of ${this.#peer} is registered`);
    this.#workerId = workerId;
    try {
      const { dealId, wanted, definition } = this.#deal;
      this.#view = await this.#stage.targetOf(this.#hostId).look(dealId, wanted);
      this.#state = workerState(this.#view, { dealId, wanted }, definition);
      this.#silence = undefined;
    } catch (error) {
      this.#silence = error;
    }
    if (this.#state?.isInstalled) this.#say(`worker on ${this.#peer} is installed`);
    this.#overSinceMs = this.#state?.isOver ? (this.#overSinceMs ?? performance.now()) : undefined;
  }

  async report(): Promise<WorkerReport> {
    const { name: worker, dealId, definition } = this.#deal;
    const spellId = this.#view && workerSpellIdOf(this.#view);
    const error = await this.#problem();
    return {
      ...{ section: 'deployments', worker, dealId, hostId: this.#hostId, peer: this.#peer },
      ...(this.#workerId === undefined ? {} : { workerId: this.#workerId }),
      ...(spellId === undefined ? {} : { spellId }),
      ...{ steps: this.#state?.steps ?? [], notes: [], definition: definition.cid },
      ...(error === undefined ? {} : { error }),
    };
  }

  get #peer(): string {
    return hostName(this.#hostId, this.#stage.around);
  }

  #say(text: string): void {
    if (this.#deal.isNew) this.#stage.say(this.#deal.name, text);
  }

  /** Which step is missing, and all that is known of why. */
  async #problem(): Promise<string | undefined> {
    if (this.#state?.isInstalled) return undefined;
    const sec = Math.round(this.#stage.timeoutMs / 1000);
    if (this.#workerId === undefined)
      return [
        `not registered: after ${sec} s the chain knows no worker of this peer for the deal ${this.#deal.dealId}`,
        ...(await this.#deciderLines()),
      ].join('\n  ');
    if (this.#state === undefined)
      return `not installed: the peer does not tell: ${messageOf(this.#silence)}`;
    const { isOver, state, reason, toDo } = this.#state;
    const how = isOver ? `ended with ${state}${reason && `: ${reason}`}` : `is still ${state} after ${sec} s`;
    const what = toDo.length === 0 ? '' : `; still to do: ${toDo.join(', ')}`;
    const logs = await this.#logs(this.#workerId, 'worker-spell');
    return [`not installed: the worker spell ${how}${what}`, ...lastLines(logs)].join('\n  ');
  }

  /** What the peer's decider has to say, where there is one. */
  async #deciderLines(): Promise<string[]> {
    const logs = await this.#logs(this.#hostId, 'decider');
    if (logs.length === 0)
      return ['its decider says nothing: does the peer run one (chain_config of its configuration)?'];
    return lastLines(logs);
  }

  async #logs(scope: string, spell: string): Promise<readonly SpellLog[]> {
    return this.#stage
      .targetOf(this.#hostId)
      .logs(scope, spell)
      .catch(() => []);
  }
}

const lastLines = (logs: readonly SpellLog[]): string[] => formatLogs(logs.slice(-MOST_LINES));
