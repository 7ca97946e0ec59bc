import type { PackagePlan, PackageReport, WorkerObservation, WorkerRequest } from '@noctiluca/deployment';
import type { SpellTriggers } from '../clocks.js';
import type { Definition } from '../definition.js';
import type { WantedWorker } from '../wanted-worker.js';

export interface SpellLog {
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** A plan for a worker, and all that it was made from. */
export interface WorkerChange {
  readonly plan: PackagePlan;
  readonly request: WorkerRequest;
  readonly wanted: WantedWorker;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
  readonly definition: Definition;
}

/** What there is of a deal on a host, and how it could be changed. */
export interface WorkerView {
  readonly observation: WorkerObservation;
  /** Whether a changed service keeps its files. */
  readonly keepsState: boolean;
  /** Takes the steps of a plan. @throws CliError, when nothing can be told of what was done */
  bringAbout(change: WorkerChange): Promise<PackageReport>;
}

/** Workers of one host, whatever kind of peer it is. */
export interface WorkerTarget {
  readonly hostId: string;
  /** @param wanted what the deal should have: some hosts tell only of what they are asked for by name */
  look(dealId: string, wanted?: WantedWorker): Promise<WorkerView>;
  logs(workerId: string, spell: string): Promise<readonly SpellLog[]>;
  /** Removes a worker with all that is on it; for the one who made it. */
  remove(workerId: string): Promise<void>;
}
