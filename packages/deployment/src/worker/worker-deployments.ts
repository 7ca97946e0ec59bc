import { messageOf } from '@noctiluca/common/thrown';
import { type Access, normalisedDealId, type Services, type Workers } from '@noctiluca/host';
import { applyPackage, type PackageReport } from '../apply/apply-package.js';
import type { Desired } from '../desired.js';
import { DeploymentError } from '../errors.js';
import { MAX_WAITING } from '../limits.js';
import type { Observed } from '../observed.js';
import { plan } from '../plan/plan.js';
import { isChange, type PackagePlan } from '../plan/step.js';
import type { SpellsPort } from '../spells-port.js';
import { CLOCKS_KEY, DEFINITION_KEY, STATUS_KEY, WORKER_SPELL } from './constants.js';
import { DeploymentFiles, type FetchFile } from './files.js';
import type { WorkerObservation } from './observation.js';
import { desiredWorker, type WorkerRequest } from './request.js';
import { WorkerTarget } from './worker-target.js';

export interface WorkerDeploymentsInit {
  /** Of this start of the peer. */
  readonly life: string;
  /** Clock, milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** Longest wait for a run of a worker spell that is under way, milliseconds. @default 30000 */
  readonly suspendMs?: number;
}

export interface WorkerDeploymentsComponents {
  readonly host: {
    readonly services: Services;
    readonly workers: Workers;
    readonly access: Pick<Access, 'isHostOrManagement'>;
  };
  readonly spells: SpellsPort;
  /** Multiaddress of the peer's IPFS, as services use it. */
  readonly ipfs: () => string;
  /** Bytes of a file on the peer's own IPFS. */
  readonly fetch: FetchFile;
}

/** Workers of this peer, looked at and brought to what their deployers want. */
export interface WorkerDeployments {
  /** What there is of a deal; for anyone. */
  observe(dealId: string): Promise<WorkerObservation>;
  /**
   * Plans and takes the steps, one deployment of a deal after another. A step that fails is in the report.
   * @throws DeploymentError `WORKER_REFUSED` when the caller may not, too many wait, or the worker spell does not rest;
   * `ASSET_UNREADABLE`, `ASSET_CORRUPT` for a script
   */
  deploy(request: WorkerRequest, callerPeerId: string, signal: AbortSignal): Promise<PackageReport>;
}

export function createWorkerDeployments(
  init: WorkerDeploymentsInit,
  components: WorkerDeploymentsComponents,
): WorkerDeployments {
  return new PeerWorkerDeployments(init, components);
}

class PeerWorkerDeployments implements WorkerDeployments {
  readonly #init: WorkerDeploymentsInit;
  readonly #components: WorkerDeploymentsComponents;
  readonly #lines = new Map<string, { waiting: number; last: Promise<unknown> }>();

  constructor(init: WorkerDeploymentsInit, components: WorkerDeploymentsComponents) {
    this.#init = init;
    this.#components = components;
  }

  async observe(dealId: string): Promise<WorkerObservation> {
    const { spells, ipfs, host } = this.#components;
    const observed = await this.#target({ name: WORKER_SPELL, dealId, cuIds: [] }, '').observe();
    const workerId = host.workers.ofDeal(dealId)?.workerId;
    const workerSpell =
      workerId === undefined ? undefined : spells.get({ kind: 'worker', workerId }, WORKER_SPELL);
    return {
      observed,
      record: observed.journal[WORKER_SPELL],
      ipfs: ipfs(),
      definition: workerSpell?.value(DEFINITION_KEY),
      clocks: workerSpell?.value(CLOCKS_KEY),
      status: workerSpell?.list(STATUS_KEY).at(-1),
    };
  }

  async deploy(request: WorkerRequest, callerPeerId: string, signal: AbortSignal): Promise<PackageReport> {
    // Strangers don't even wait: they would keep others out.
    this.#requireRight(request.dealId, callerPeerId);
    return this.#sequentially(request.dealId, async () => {
      signal.throwIfAborted();
      const target = this.#target(request, callerPeerId);
      const files = new DeploymentFiles(this.#components.fetch, signal);
      return this.#bringAbout({ request, callerPeerId, signal, target, files });
    });
  }

  async #bringAbout(work: Work): Promise<PackageReport> {
    const { target, signal } = work;
    const first = await this.#plan(work);
    if (!first.steps.some(isChange)) return this.#apply(first, work);
    await target.suspend(signal);
    try {
      // A run that was under way may have done some of it.
      const report = await this.#apply(await this.#plan(work), work);
      await target.settle(report.error?.message, logOf(report));
      return report;
    } catch (error) {
      await target.settle(messageOf(error), []);
      throw error;
    }
  }

  #apply(steps: PackagePlan, { target, signal }: Work): Promise<PackageReport> {
    const { life, now = Date.now } = this.#init;
    return applyPackage(steps, target, { life, signal, now });
  }

  async #plan({ request, callerPeerId, target, files }: Work): Promise<PackagePlan> {
    // Somebody may have made the worker meanwhile.
    this.#requireRight(request.dealId, callerPeerId);
    const observed = await target.observe();
    const desired = await this.#desired(request, observed, files);
    const steps = plan(desired, observed).packages.find(({ name }) => name === request.name)!;
    target.expect(desired.packages[0]!, steps.steps);
    return steps;
  }

  /** With the scripts that differ from what is there; the others are not needed. */
  async #desired(request: WorkerRequest, observed: Observed, files: DeploymentFiles): Promise<Desired> {
    const present = new Map(
      observed.items.flatMap(({ aliases, spell }) => aliases.map((alias) => [alias, spell?.scriptDigest])),
    );
    const wanted = [{ alias: WORKER_SPELL, script: request.workerSpell }, ...request.spells];
    const missing = wanted.filter(({ alias, script }) => present.get(alias) !== script);
    const read = missing.map(async ({ script: cid }) => [cid, await files.script(cid)] as const);
    const texts = new Map(await Promise.all(read));
    return desiredWorker(request, {
      ipfs: this.#components.ipfs(),
      script: (cid) => texts.get(cid) ?? '',
      load: (module) => files.module(module),
    });
  }

  #target(
    { name, dealId, cuIds }: Pick<WorkerRequest, 'name' | 'dealId' | 'cuIds'>,
    creatorPeerId: string,
  ): WorkerTarget {
    const { host, spells } = this.#components;
    const { services, workers } = host;
    // No package of a worker makes calls.
    const init = { ...this.#init, callTimeoutMs: 0 };
    return new WorkerTarget({ ...init, name, dealId, cuIds, creatorPeerId }, { services, spells, workers });
  }

  /** Whoever may remove a worker may change it; one that is to be made is for those who may make one. */
  #requireRight(dealId: string, callerPeerId: string): void {
    const { workers, access } = this.#components.host;
    const worker = workers.ofDeal(dealId);
    // Before anything is read for them.
    if (worker === undefined) {
      workers.requireMaker(callerPeerId);
      return;
    }
    const isOwn = worker.creatorPeerId === callerPeerId;
    if (isOwn || access.isHostOrManagement(callerPeerId)) return;
    const { workerId, creatorPeerId } = worker;
    const reason = `Worker ${workerId} can be deployed to only by worker creator ${creatorPeerId}, host or a host manager`;
    throw new DeploymentError('WORKER_REFUSED', reason);
  }

  #sequentially<T>(dealId: string, task: () => Promise<T>): Promise<T> {
    const key = normalisedDealId(dealId);
    const line = this.#lines.get(key) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= MAX_WAITING) {
      const reason = `${MAX_WAITING} deployments of deal ${dealId.slice(0, 80)} wait already`;
      return Promise.reject(new DeploymentError('WORKER_REFUSED', reason));
    }
    line.waiting += 1;
    const result = line.last.then(task);
    // Whoever asked for it is told.
    line.last = result.catch(() => {});
    this.#lines.set(key, line);
    void line.last.then(() => {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key);
    });
    return result;
  }
}

/** One deployment. */
interface Work {
  readonly request: WorkerRequest;
  readonly callerPeerId: string;
  readonly signal: AbortSignal;
  readonly target: WorkerTarget;
  readonly files: DeploymentFiles;
}

/** Lines for the log of the worker spell, lists as its own are. */
function logOf({ steps, warnings, error }: PackageReport): string[] {
  const done = steps.filter(isChange).map(({ action, kind, alias, id }) => [action, kind, alias, id ?? '']);
  const rest = [
    ...warnings.map((warning) => ['note', warning]),
    ...(error ? [['failed', error.message]] : []),
  ];
  return [...done, ...rest].map((line) => JSON.stringify(line));
}
