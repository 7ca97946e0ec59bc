import { readLocalState } from '@noctiluca/local-network/control';
import { webSocketAddress } from '../../client/relay.js';
import { wellKnownAddresses } from '../../client/well-known.js';
import { CliError } from '../../errors.js';
import type { FluenceEnv } from '../../project/env.js';
import type { FluenceProject } from '../../project/project.js';

/**
 * WebSocket multiaddrs of an environment's peers: of the running local network or those it will have, or the project's own.
 * @throws CliError `NO_PROJECT`, `RELAY_UNKNOWN` for a custom environment without relays
 */
export async function envAddresses(
  fluenceDir: string,
  env: FluenceEnv,
  project: FluenceProject | undefined,
): Promise<readonly string[]> {
  if (env === 'local')
    return (await readLocalState(fluenceDir))?.peers.map(webSocketAddress) ?? wellKnownAddresses();
  if (project === undefined)
    throw new CliError(
      'NO_PROJECT',
      `The environment "custom" is a fluence.yaml's: run this inside a project`,
    );
  if (project.relays.length > 0) return project.relays;
  const what = `${project.file} has no relays for the environment "custom": list them under customFluenceEnv`;
  throw new CliError('RELAY_UNKNOWN', what);
}
