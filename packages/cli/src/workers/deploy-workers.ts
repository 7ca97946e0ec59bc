import { randomUUID } from 'node:crypto';
import { CliError } from '../errors.js';
import { recordedClocks } from './definition.js';
import type { DesiredWorker } from './desired.js';
import { installer } from './installer.js';
import {
  CLOCKS_KEY,
  DEFINITION_KEY,
  keysOf,
  type ObservedWorker,
  planWorker,
  WORKER_SPELL,
  type WorkerPlan,
  type WorkerStep,
} from './plan.js';
import { type Settled, settle } from './settle.js';
import type { SpellLog, WorkerTarget } from './target.js';
import type { Uploader } from './upload.js';

/** One entry of `hosts:` and where it goes. */
export interface WorkerPlacement {
  readonly desired: DesiredWorker;
  readonly dealId: string;
  /** Peer ids. */
  readonly hosts: readonly string[];
}

/** What became of one worker on one host. */
export interface WorkerReport {
  /** Name of the entry. */
  readonly worker: string;
  readonly hostId: string;
  readonly workerId?: string;
  /** Id of its worker spell. */
  readonly spellId?: string;
  readonly steps: readonly WorkerStep[];
  readonly definition?: string;
  readonly error?: string;
  /** What the worker spell logged, when there is an error. */
  readonly logs?: readonly SpellLog[];
}

export interface DeployWorkersInit {
  /** Plan and report, change nothing. */
  readonly dryRun: boolean;
  /** How long an installation may take. */
  readonly timeoutMs: number;
  readonly onLog?: (worker: string, hostId: string, line: SpellLog) => void;
  /** @default Date.now */
  readonly nowMs?: () => number;
}

export interface DeployWorkersComponents {
  readonly target: (hostId: string) => WorkerTarget;
  /** Asked for when something has to be uploaded. */
  readonly uploader: () => Promise<Uploader>;
}

/** Brings every worker on every host to what is wanted. What fails leaves the others alone. */
export async function deployWorkers(
  placements: readonly WorkerPlacement[],
  init: DeployWorkersInit,
  components: DeployWorkersComponents,
): Promise<WorkerReport[]> {
  const deployment = new Deployment(init, components);
  return (await Promise.all(placements.map((placement) => deployment.place(placement)))).flat();
}

/** One host of a placement on its way. */
interface Site {
  readonly placement: WorkerPlacement;
  readonly target: WorkerTarget;
  readonly observed: ObservedWorker;
  readonly plan: WorkerPlan;
}

class Deployment {
  readonly #init: DeployWorkersInit;
  readonly #components: DeployWorkersComponents;

  constructor(init: DeployWorkersInit, components: DeployWorkersComponents) {
    this.#init = init;
    this.#components = components;
  }

  async place(placement: WorkerPlacement): Promise<WorkerReport[]> {
    const surveys = placement.hosts.map((hostId) =>
      this.#survey(placement, this.#components.target(hostId)).catch((error: unknown) =>
        failed(placement, hostId, [], error),
      ),
    );
    const surveyed = await Promise.all(surveys);
    if (this.#init.dryRun) return surveyed.map((each) => ('plan' in each ? report(each) : each));
    const sites = surveyed.filter((each): each is Site => 'plan' in each);
    const fresh = sites.filter(({ plan }) => plan.way === 'install');
    const installing = this.#install(fresh);
    return Promise.all(
      surveyed.map((each) => {
        if (!('plan' in each)) return each;
        if (each.plan.way === 'nothing') return report(each);
        const work = each.plan.way === 'install' ? this.#finish(each, installing) : this.#update(each);
        return work.catch((error: unknown) =>
          failed(each.placement, each.target.hostId, each.plan.steps, error),
        );
      }),
    );
  }

  /** What a host has, and what is to be done about it. */
  async #survey(placement: WorkerPlacement, target: WorkerTarget): Promise<Site> {
    const { desired, dealId } = placement;
    const keys = [
      DEFINITION_KEY,
      CLOCKS_KEY,
      ...desired.services.flatMap(({ name }) => keysOf(name, false)),
      ...desired.spells.flatMap(({ name }) => keysOf(name, true)),
    ];
    let observed = await target.observe(dealId, keys);
    // names that the project has no more: only the worker spell knows whether they are its own
    const others = observed.services
      .flatMap(({ aliases }) => aliases)
      .filter((alias) => alias !== WORKER_SPELL && !keys.includes(alias));
    if (others.length > 0) observed = await target.observe(dealId, [...keys, ...others]);
    const nowSec = Math.floor(this.#nowMs() / 1000);
    const plan = planWorker(desired, observed, { nowSec, installerCids: installer().cids });
    requireFuture(plan, nowSec);
    return { placement, target, observed, plan };
  }

  /** Makes the workers that are not there: one particle for all hosts of an entry, as upstream does. */
  async #install(
    sites: readonly Site[],
  ): Promise<ReadonlyMap<string, { workerId: string; spellId: string }>> {
    const [first] = sites;
    if (first === undefined) return new Map();
    const { desired, dealId } = first.placement;
    const hosts = sites.map(({ target }) => target.hostId);
    const uploader = await this.#components.uploader();
    const [deployed] = await uploader.deploy([{ desired, dealId, hosts, triggers: first.plan.triggers }]);
    const spells = deployed?.installation_spells ?? [];
    return new Map(
      spells.map(({ host_id, worker_id, spell_id }) => [host_id, { workerId: worker_id, spellId: spell_id }]),
    );
  }

  async #finish(
    site: Site,
    installing: Promise<ReadonlyMap<string, { workerId: string; spellId: string }>>,
  ): Promise<WorkerReport> {
    const { placement, target, plan } = site;
    const made = (await installing).get(target.hostId);
    if (made === undefined) throw new CliError('DEPLOY_FAILED', `${target.hostId} did not say what it made`);
    const clocks = recordedClocks(placement.desired.spells, plan.triggers);
    if (Object.keys(clocks).length > 0) {
      const change = { id: '', definition: plan.definition, scripts: [], leftovers: [] };
      await target.update(made.workerId, made.spellId, { change, clocks });
    }
    return this.#verify(site, await this.#settled(site, made.workerId, {}));
  }

  /** Tells the worker spell that is there what to install, and what makes way. */
  async #update(site: Site): Promise<WorkerReport> {
    const { placement, target, observed, plan } = site;
    const { desired, dealId } = placement;
    const hosts = [target.hostId];
    const uploader = await this.#components.uploader();
    const [uploaded] = await uploader.upload([{ desired, dealId, hosts, triggers: plan.triggers }]);
    if (uploaded?.definition !== plan.definition) {
      throw new CliError(
        'UPLOAD_FAILED',
        `IPFS calls the definition of ${desired.name} ${uploaded?.definition}, expected ${plan.definition}: does it cut files differently?`,
      );
    }
    const workerId = observed.workerId!;
    const spellId = spellIdOf(observed)!;
    const change = {
      id: randomUUID(),
      definition: plan.definition,
      scripts: [...plan.scripts],
      leftovers: [...plan.leftovers],
    };
    const before = await target.follow(workerId);
    const clocks = recordedClocks(desired.spells, plan.triggers);
    const update = () =>
      target.update(workerId, spellId, {
        script: installer().updateScript,
        change,
        clocks,
        triggers: installer().triggers,
      });
    await update();
    return this.#verify(
      site,
      await this.#settled(site, workerId, { changeId: change.id, before, repeat: update }),
    );
  }

  #settled(
    { placement, target }: Site,
    workerId: string,
    init: Pick<Parameters<typeof settle>[1], 'changeId' | 'before' | 'repeat'>,
  ): Promise<Settled> {
    const { timeoutMs, onLog } = this.#init;
    return settle(target, {
      ...init,
      workerId,
      timeoutMs,
      onLog: (line) => onLog?.(placement.desired.name, target.hostId, line),
    });
  }

  /** The worker spell calls an installation successful that lacks what it could not make: looks again. */
  async #verify(site: Site, { isInstalled, reason, logs }: Settled): Promise<WorkerReport> {
    const after = await this.#survey(site.placement, site.target);
    const done = { ...report(after), steps: site.plan.steps };
    const missing = after.plan.steps.filter(({ action }) => action !== 'keep');
    if (isInstalled && missing.length === 0) return done;
    const lacking = missing.map(({ kind, name, action }) => `${kind} ${name} (${action})`).join(', ');
    const error = [
      isInstalled ? 'The installation ended and is not complete' : `The installation failed: ${reason}`,
      ...(lacking === '' ? [] : [`still to do: ${lacking}`]),
    ].join('; ');
    return { ...done, error, logs };
  }

  #nowMs(): number {
    return (this.#init.nowMs ?? Date.now)();
  }
}

function report({ placement, target, observed, plan }: Site): WorkerReport {
  const spellId = spellIdOf(observed);
  return {
    worker: placement.desired.name,
    hostId: target.hostId,
    ...(observed.workerId === undefined ? {} : { workerId: observed.workerId }),
    ...(spellId === undefined ? {} : { spellId }),
    steps: plan.steps,
    definition: plan.definition,
  };
}

function failed(
  { desired }: WorkerPlacement,
  hostId: string,
  steps: readonly WorkerStep[],
  error: unknown,
): WorkerReport {
  return {
    worker: desired.name,
    hostId,
    steps,
    error: error instanceof Error ? error.message : String(error),
  };
}

function spellIdOf({ services }: ObservedWorker): string | undefined {
  return services.find(({ aliases }) => aliases.includes(WORKER_SPELL))?.id;
}

/** Peers refuse a clock that has ended; one that they have may go on having ended. */
function requireFuture({ steps, triggers }: WorkerPlan, nowSec: number): void {
  for (const { kind, name, action, changes } of steps) {
    const end = triggers.get(name)?.config.clock.end_sec ?? 0;
    const isNew = action === 'create' || changes?.includes('clock');
    if (kind !== 'spell' || !isNew || end === 0 || end >= nowSec) continue;
    throw new CliError(
      'PROJECT_INVALID',
      `The clock of spell "${name}" is wrong: End time must be later than current time. Got: current time ${nowSec}, end time ${end}`,
    );
  }
}
