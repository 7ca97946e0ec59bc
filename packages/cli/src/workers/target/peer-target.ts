import {
  DeploymentError,
  type DeploymentErrorCode,
  type PackageReport,
  type WorkerObservation,
  type WorkerRequest,
} from '@noctiluca/deployment';
import { CliError } from '../../errors.js';
import type { IpfsFiles } from '../ipfs-files.js';
import { workerSpellFile } from '../request.js';
import type { HostScripts } from './host-scripts.js';
import type { SpellLog, WorkerChange, WorkerTarget, WorkerView } from './target.js';

export interface PeerTargetInit {
  readonly hostId: string;
  /** Address of the peer's HTTP endpoints; undefined: everything goes by particles. */
  readonly http: string | undefined;
  /** How long the peer may take to bring about a change, milliseconds. */
  readonly timeoutMs: number;
}

export interface PeerTargetComponents {
  /** The host by particles; asked for when it is first needed, since a client takes longer to start than to look. */
  readonly scripts: () => Promise<HostScripts>;
  readonly files: IpfsFiles;
}

/** Longest that the pages of a peer of this machine are waited for, milliseconds: they take a few. */
const HTTP_MS = 5000;

/** Text of an error of a peer that has no `deployment`. */
const UNKNOWN_SERVICE = /Service with id 'deployment' not found/;

/**
 * A peer that plans and takes the steps itself (`deployment`). Of the local network it is looked at over HTTP, which takes
 * milliseconds.
 */
export class PeerTarget implements WorkerTarget {
  readonly hostId: string;
  readonly #init: PeerTargetInit;
  readonly #components: PeerTargetComponents;

  constructor(init: PeerTargetInit, components: PeerTargetComponents) {
    this.hostId = init.hostId;
    this.#init = init;
    this.#components = components;
  }

  async look(dealId: string): Promise<WorkerView> {
    const observation = await this.#observe(dealId);
    return {
      observation,
      keepsState: true,
      bringAbout: (change) => this.#bringAbout(observation, change),
    };
  }

  async logs(workerId: string, spell: string): Promise<readonly SpellLog[]> {
    const { http } = this.#init;
    const query = new URLSearchParams({ spell });
    const url = `${http}/api/workers/${encodeURIComponent(workerId)}?${query}`;
    const facts = http === undefined ? undefined : await getJson<{ spell?: { logs: SpellLog[] } }>(url);
    return facts?.spell?.logs ?? (await this.#components.scripts()).logs(workerId, spell);
  }

  async remove(workerId: string): Promise<void> {
    await (await this.#components.scripts()).remove(workerId);
  }

  async #observe(dealId: string): Promise<WorkerObservation> {
    const { http } = this.#init;
    const url = `${http}/api/deployments/${encodeURIComponent(dealId)}`;
    const known = http === undefined ? undefined : await getJson<WorkerObservation>(url);
    if (known) return known;
    const scripts = await this.#components.scripts();
    return JSON.parse(await scripts.observeDeployment(dealId)) as WorkerObservation;
  }

  async #bringAbout(observation: WorkerObservation, change: WorkerChange): Promise<PackageReport> {
    const { files, scripts } = this.#components;
    const { definition, request } = change;
    const all = lacksScript(observation, request)
      ? [...definition.files, workerSpellFile()]
      : definition.files;
    // The client connects while the files go.
    const [connected] = await Promise.all([scripts(), files.add(await this.#ipfsOf(observation), all)]);
    const answer = await connected.deployWorker(JSON.stringify(request), this.#init.timeoutMs);
    return reportOf(answer);
  }

  /** A peer of this machine takes files where its services do; another one says where. */
  async #ipfsOf({ ipfs }: WorkerObservation): Promise<string> {
    return this.#init.http === undefined ? (await this.#components.scripts()).ipfs() : ipfs;
  }
}

/** Whether the script of the worker spell has to be sent, which is long: a worker has it once it was made. */
function lacksScript({ observed }: WorkerObservation, { workerSpell }: WorkerRequest): boolean {
  return !observed.items.some(({ spell }) => spell?.scriptDigest === workerSpell);
}

/** Whether a peer said that it does not know what it was asked. */
export function lacksDeployment(error: unknown): boolean {
  return error instanceof CliError && UNKNOWN_SERVICE.test(error.message);
}

interface AnsweredReport extends Omit<PackageReport, 'error'> {
  readonly error?: { readonly code: DeploymentErrorCode; readonly message: string };
}

function reportOf(json: string): PackageReport {
  const { error, ...report } = JSON.parse(json) as AnsweredReport;
  return {
    ...report,
    ...(error === undefined ? {} : { error: new DeploymentError(error.code, error.message) }),
  };
}

/** @returns undefined when nothing answers so: particles will tell what is wrong */
async function getJson<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(HTTP_MS) });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
