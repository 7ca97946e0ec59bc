import type { DealInfo } from '../chain/deal-info.js';
import type { WorkerReport } from '../workers/report.js';
import type { DealAction } from './plan-deal.js';

/** What became of the deal of one deployment, or would become. */
export interface DealReport {
  /** Of the deployment. */
  readonly name: string;
  /** Absent: it would be made, or could not be. */
  readonly dealId?: string;
  readonly actions: readonly (DealAction | 'stop' | 'leave')[];
  readonly definition?: string;
  /** As the chain has it afterwards; absent in a dry run, and when it could not be read. */
  readonly info?: DealInfo;
  readonly workers: readonly WorkerReport[];
  readonly notes: readonly string[];
  readonly error?: string;
}
