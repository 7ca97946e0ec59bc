import type { CommonFlags } from '../../output/result.js';
import type { DeployEntriesFlags } from '../../workers/deploy-entries.js';
import type { WorkerReport } from '../../workers/report.js';

/** What every deployment is told. */
export type DeploymentFlags = CommonFlags & DeployEntriesFlags & { readonly privKey?: string };

/** As shells see it. */
export const exitCodeOf = (workers: readonly WorkerReport[]): number =>
  workers.some(({ error }) => error !== undefined) ? 1 : 0;
