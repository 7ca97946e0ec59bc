import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { customRelay, resolveRelay } from '../../client/relay.js';
import { CliError } from '../../errors.js';
import type { CallProject } from './call-project.js';
import type { RunFlags } from './options.js';
import { remembered } from './remembered.js';

/**
 * The relay of a call. An address is one in every environment; without it the environment says where to look.
 * @param fluenceDir the project's `.fluence`, or that of the working directory
 * @throws CliError `RELAY_UNKNOWN`, `NO_LOCAL_NETWORK`, `NO_PROJECT`; `BAD_ARGUMENT` for an environment that is gone
 */
export async function callRelay(
  fluenceDir: string,
  project: CallProject | undefined,
  { relay, env }: RunFlags,
): Promise<string> {
  if (relay?.startsWith('/') || (await environment(fluenceDir, env)) === 'local') {
    return resolveRelay(fluenceDir, relay);
  }
  if (project !== undefined) return customRelay(project.relays, relay);
  throw new CliError(
    'NO_PROJECT',
    'The environment "custom" is a fluence.yaml\'s: run this inside a project',
  );
}

async function environment(fluenceDir: string, flag: string | undefined): Promise<string> {
  if (flag === 'local') return flag;
  const text = await readFile(path.join(fluenceDir, 'env.yaml'), 'utf8').catch(() => undefined);
  if (flag === undefined && text === undefined) return 'local';
  const read = async () => (await import('../../project/env.js')).resolveEnv(fluenceDir, flag);
  return text === undefined ? read() : remembered(fluenceDir, ['env', flag, text], read);
}
