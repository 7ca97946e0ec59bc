import { envAddresses } from '../../../client/env-addresses.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { resolveEnv } from '../../../project/env.js';
import { findProjectFile } from '../../../project/find-project.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';

export interface DefaultPeersFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(defaultPeers);

async function defaultPeers(
  context: CliContext,
  _flags: DefaultPeersFlags,
  name?: string,
): Promise<CommandResult> {
  const dir = fluenceDir(context);
  const env = await resolveEnv(dir, name);
  const isProject = env === 'custom' && findProjectFile(context.cwd) !== undefined;
  const project = isProject ? (await loadProject(context.cwd)).project : undefined;
  const addresses = await envAddresses(dir, env, project);
  return { text: addresses.join('\n'), json: addresses };
}
