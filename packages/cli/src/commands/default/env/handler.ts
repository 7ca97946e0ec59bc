import { envAddresses } from '../../../client/env-addresses.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { resolveEnv } from '../../../project/env.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { useEnv } from '../../../project/use-env.js';
import { readWorkers } from '../../../project/workers-yaml.js';
import { writeWorkersAqua } from '../../../project-aqua/write-workers-aqua.js';

export interface DefaultEnvFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(defaultEnv);

async function defaultEnv(
  context: CliContext,
  _flags: DefaultEnvFlags,
  name = 'local',
): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  const dir = fluenceDir(context);
  const env = await resolveEnv(dir, name);
  const addresses = await envAddresses(dir, env, project);
  const written = await useEnv(dir, project, env, addresses);
  await writeWorkersAqua(dir, project, await readWorkers(dir, env), env);
  const what = written.length === 0 ? 'nothing changed' : `wrote ${written.join(', ')}`;
  return { text: `The environment is "${env}": ${what}`, json: { env, written } };
}
