import type { PlanFlags } from '../options.js';

export interface PlanCommandFlags extends PlanFlags {
  readonly detailedExitcode: boolean;
}
