import type { CliContext } from '../../context.js';
import { printing } from '../../output/result.js';
import type { Section } from '../../workers/entries.js';
import type { DeployFlags } from './options.js';
import { runDeployment } from './run.js';

const SECTIONS: readonly Section[] = ['deployments', 'hosts'];

export const handler = printing((context: CliContext, flags: DeployFlags, ...names: string[]) =>
  runDeployment(context, flags, names, SECTIONS),
);
