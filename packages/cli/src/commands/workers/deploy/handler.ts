import type { CliContext } from '../../../context.js';
import { type CommonFlags, printing } from '../../../output/result.js';
import type { DeployEntriesFlags } from '../../../workers/deploy-entries.js';
import { runDeployment } from '../../deploy/run.js';

export interface WorkersDeployFlags extends CommonFlags, DeployEntriesFlags {
  readonly input: boolean;
  readonly build: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly marineBuildArgs?: string;
}

export const handler = printing((context: CliContext, flags: WorkersDeployFlags, ...names: string[]) =>
  runDeployment(context, flags, names, ['hosts']),
);
