import { randomUUID } from 'node:crypto';
import {
  CLOCKS_KEY,
  DEFINITION_KEY,
  DeploymentError,
  desiredWorker,
  factsOf,
  IPFS_KEY,
  isChange,
  keysOf,
  NO_CLOCKS,
  observedAs,
  type PackageReport,
  plan,
  type Step,
  type StepFacts,
  WORKER_SPELL,
} from '@noctiluca/deployment';
import { formatLogs } from '../format-logs.js';
import { installer } from '../installer.js';
import type { WantedWorker } from '../wanted-worker.js';
import { type HostScripts, lacksUpdate } from './host-scripts.js';
import { type Installation, installation } from './installation.js';
import { leftoversOf, replaced } from './leftovers.js';
import { RENEWAL_KEYS, RESTING, renewedNotes } from './renewal.js';
import { type Settled, settle } from './settle.js';
import { type SpellObservation, spellObservation } from './spell-observation.js';
import type { SpellLog, WorkerChange, WorkerTarget, WorkerView } from './target.js';
import type { Uploader } from './uploader.js';

export interface SpellTargetInit {
  /** How long an installation may take, milliseconds. */
  readonly timeoutMs: number;
  /** Told each line that the worker spell logs meanwhile. */
  readonly onLog: (line: SpellLog) => void;
}

export interface SpellTargetComponents {
  readonly scripts: () => Promise<HostScripts>;
  readonly uploader: () => Promise<Uploader>;
}

type Leftovers = ReturnType<typeof leftoversOf>;

/** A worker and its worker spell. */
interface Made {
  readonly workerId: string;
  readonly spellId: string;
}

/**
 * A host of any kind, nox too: its workers are told what to be, and the worker spell that each has installs it (ADR 012).
 * It makes services whose blueprint changed anew, without their files.
 */
export class SpellTarget implements WorkerTarget {
  readonly hostId: string;
  readonly #init: SpellTargetInit;
  readonly #components: SpellTargetComponents;

  constructor(hostId: string, init: SpellTargetInit, components: SpellTargetComponents) {
    this.hostId = hostId;
    this.#init = init;
    this.#components = components;
  }

  async look(dealId: string, wanted?: WantedWorker): Promise<WorkerView> {
    const observation = await this.#observe(dealId, wanted);
    return {
      observation,
      keepsState: false,
      bringAbout: (change) => this.#bringAbout(observation, change),
    };
  }

  async logs(workerId: string, spell: string): Promise<readonly SpellLog[]> {
    return (await this.#components.scripts()).logs(workerId, spell);
  }

  async remove(workerId: string): Promise<void> {
    await (await this.#components.scripts()).remove(workerId);
  }

  async #observe(dealId: string, wanted: WantedWorker | undefined): Promise<SpellObservation> {
    const scripts = await this.#components.scripts();
    const keys = [
      ...[IPFS_KEY, DEFINITION_KEY, CLOCKS_KEY, ...RENEWAL_KEYS],
      ...(wanted?.services ?? []).flatMap(({ name }) => keysOf(name, 'service')),
      ...(wanted?.spells ?? []).flatMap(({ name }) => keysOf(name, 'spell')),
    ];
    let answer = await scripts.observeWorker(dealId, keys);
    // Names that nobody wants any more: only the worker spell knows whether they are its own.
    const others = answer.services
      .flatMap(({ aliases }) => aliases)
      .filter((alias) => alias !== WORKER_SPELL && !keys.includes(alias));
    if (others.length > 0) answer = await scripts.observeWorker(dealId, [...keys, ...others]);
    return spellObservation(answer, dealId, wanted, Math.floor(Date.now() / 1000));
  }

  async #bringAbout(observation: SpellObservation, change: WorkerChange): Promise<PackageReport> {
    const spellId = observation.record?.items[WORKER_SPELL]?.id;
    const workerId = observation.observed.worker?.id;
    const leftovers = leftoversOf(change.plan.steps, observation);
    const settled =
      workerId === undefined || spellId === undefined
        ? await this.#install(change, leftovers)
        : await this.#update({ workerId, spellId }, change, leftovers);
    return this.#verified(change, settled);
  }

  /** As upstream does it. What is there of an earlier worker spell goes afterwards: the new one does not know it. */
  async #install(change: WorkerChange, leftovers: Leftovers): Promise<Settled> {
    const { wanted, request, triggers } = change;
    const [uploader, scripts] = [await this.#components.uploader(), await this.#components.scripts()];
    await scripts.makeWorker(request.dealId);
    const made = await uploader.deploy({ wanted, triggers, dealId: request.dealId, hostId: this.hostId });
    const { workerId, spellId } = made;
    let isNoted = true;
    if (request.clocks !== NO_CLOCKS) {
      const none = { id: '', definition: request.definition, scripts: [], leftovers: [] };
      const noting = scripts.updateWorker(workerId, spellId, null, none, request.clocks, null);
      isNoted = await noting.then(() => true, orUnknown);
    }
    const settled = await this.#settled(workerId, {});
    const isComplete = leftovers.length === 0 && isNoted;
    return isComplete || !settled.isInstalled ? settled : this.#update(made, change, leftovers);
  }

  /** Tells the worker spell that is there what to install, and what makes way. */
  async #update({ workerId, spellId }: Made, change: WorkerChange, leftovers: Leftovers): Promise<Settled> {
    const { wanted, request, triggers, definition, plan: steps } = change;
    const uploader = await this.#components.uploader();
    await uploader.upload({ wanted, triggers, dealId: request.dealId, hostId: this.hostId }, definition.cid);
    const scripts = await this.#components.scripts();
    const told = {
      id: randomUUID(),
      definition: definition.cid,
      scripts: steps.steps.flatMap((step) => scriptOf(step, wanted)),
      leftovers: [...leftovers],
    };
    const before = installation(await scripts.followWorker(workerId));
    const { updateScript, triggers: always } = installer();
    const update = () => scripts.updateWorker(workerId, spellId, updateScript, told, request.clocks, always);
    if (await update().then(() => true, orUnknown))
      return this.#settled(workerId, { changeId: told.id, before, repeat: update });
    const renewed = await this.#renew({ workerId, spellId }, change, leftovers, told.id);
    const repeat = () => scripts.triggerWorkerSpell(workerId, renewed, always);
    return this.#settled(workerId, { changeId: told.id, repeat });
  }

  /** For a host without `spell.update`: another worker spell takes over. What changed its script is made anew. */
  async #renew(
    { workerId, spellId }: Made,
    { wanted, request, definition, plan: steps }: WorkerChange,
    leftovers: Leftovers,
    id: string,
  ): Promise<string> {
    const scripts = await this.#components.scripts();
    const anew = steps.steps.flatMap((step) => (scriptOf(step, wanted).length === 0 ? [] : replaced(step)));
    const told = { id, definition: definition.cid, scripts: [], leftovers: [...leftovers, ...anew] };
    const notes = renewedNotes(await this.#observe(request.dealId, wanted));
    const { updateScript, triggers } = installer();
    return scripts.renewWorkerSpell(
      ...([workerId, spellId, request.dealId, updateScript, told, request.clocks, notes] as const),
      ...([triggers, RESTING] as const),
    );
  }

  #settled(
    workerId: string,
    init: Pick<Parameters<typeof settle>[1], 'changeId' | 'before' | 'repeat'>,
  ): Promise<Settled> {
    const { timeoutMs, onLog } = this.#init;
    const follow = async (id: string): Promise<Installation> =>
      installation(await (await this.#components.scripts()).followWorker(id));
    return settle(follow, { ...init, workerId, timeoutMs, onLog });
  }

  /** The worker spell calls an installation successful that lacks what it could not make: looks again. */
  async #verified(change: WorkerChange, { isInstalled, reason, logs }: Settled): Promise<PackageReport> {
    const { request, wanted, plan: steps } = change;
    const observation = await this.#observe(request.dealId, wanted);
    const desired = desiredWorker(request, {
      ipfs: observation.ipfs,
      keepsState: false,
      script: () => '',
      load: () => Promise.reject(new DeploymentError('INVALID', 'nothing is loaded for a plan')),
    });
    const left = plan(desired, observedAs(request.name, observation)).packages[0]!.steps.filter(isChange);
    const taken = steps.steps.map(factsOf).map((step) => withId(step, observation));
    const report = { name: request.name, steps: taken, warnings: steps.notes };
    if (isInstalled && left.length === 0) return report;
    const lacking = left
      .map(factsOf)
      .filter(({ alias }) => alias !== WORKER_SPELL)
      .map(({ action, kind, alias }) => `${kind} ${alias} (${action})`)
      .join(', ');
    const text = [
      isInstalled ? 'The installation ended and is not complete' : `The installation failed: ${reason}`,
      ...(lacking === '' ? [] : [`still to do: ${lacking}`]),
      ...formatLogs(logs).map((line) => `\n  ${line}`),
    ].join('; ');
    return { ...report, error: new DeploymentError('STEP_FAILED', text.replaceAll('; \n', '\n')) };
  }
}

/** False for a host without `spell.update`. */
function orUnknown(error: unknown): false {
  if (lacksUpdate(error)) return false;
  throw error;
}

/** With the id of what was made; a worker spell may be another one than before. */
function withId(step: StepFacts, { observed, record }: SpellObservation): StepFacts {
  const installed = record?.items[WORKER_SPELL]?.id;
  if (step.alias === WORKER_SPELL && installed !== undefined) return { ...step, id: installed };
  if (step.action !== 'install' && step.action !== 'reinstall') return step;
  const id = step.kind === 'worker' ? observed.worker?.id : record?.items[step.alias ?? '']?.id;
  return id === undefined ? step : { ...step, id };
}

/** A spell whose script changes and whose state stays. */
function scriptOf(step: Step, { spells }: WantedWorker) {
  if (step.action !== 'update' || step.kind !== 'spell' || !step.changes.includes('script')) return [];
  const spell = spells.find(({ name }) => name === step.alias);
  return spell === undefined ? [] : [{ spell_id: step.id, script: spell.scriptCid }];
}
