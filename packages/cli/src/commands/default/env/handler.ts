import { readLocalState } from '@noctiluca/local-network/control';
import { webSocketAddress } from '../../../client/relay.js';
import { wellKnownAddresses } from '../../../client/well-known.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { resolveEnv } from '../../../project/env.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { useEnv } from '../../../project/use-env.js';

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
  const peers = (await readLocalState(dir))?.peers.map(webSocketAddress) ?? wellKnownAddresses();
  const addresses = env === 'custom' ? project.relays : peers;
  if (addresses.length === 0) {
    const what = `${project.file} has no relays for the environment "custom": list them under customFluenceEnv`;
    throw new CliError('RELAY_UNKNOWN', what);
  }
  const written = await useEnv(dir, project, env, addresses);
  const what = written.length === 0 ? 'nothing changed' : `wrote ${written.join(', ')}`;
  return { text: `The environment is "${env}": ${what}`, json: { env, written } };
}
