import { stringify } from 'yaml';
import type { CliContext } from '../../../context.js';
import { ownLibraries } from '../../../dependencies/own-libraries.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { findProjectFile } from '../../../project/find-project.js';
import { CLI_VERSION } from '../../../version.js';
import { projectOf } from '../project.js';

export interface DepVersionsFlags extends CommonFlags {
  readonly input: boolean;
  readonly default: boolean;
}

export const handler = printing(versions);

async function versions(context: CliContext, flags: DepVersionsFlags): Promise<CommandResult> {
  const isPlain = flags.default || findProjectFile(context.cwd) === undefined;
  const project = isPlain ? {} : (await projectOf(context)).aquaDependencies;
  const json = {
    'cli version': CLI_VERSION,
    'node version': process.versions.node,
    'aqua dependencies': { ...ownLibraries(), ...project },
  };
  return { text: stringify(json), json };
}
