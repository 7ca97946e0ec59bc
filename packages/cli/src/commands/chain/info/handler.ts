import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import {
  type CommandResult,
  type CommonFlags,
  jsonText,
  printing,
  progress,
} from '../../../output/result.js';
import { type FluenceEnv, resolveEnv } from '../../../project/env.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { LOCAL_CHAIN_ID } from '../../../project/local-chain.js';
import { LOCAL_ACCOUNTS } from './accounts.js';

export interface ChainInfoFlags extends CommonFlags {
  readonly input: boolean;
  readonly env?: string;
  readonly privKey?: string;
}

export const handler = printing(chainInfo);

/** A document both ways, as upstream's is; what it is about has no contracts yet, and says so beside it. */
async function chainInfo(context: CliContext, { env: flag }: ChainInfoFlags): Promise<CommandResult> {
  const env = await resolveEnv(fluenceDir(context), flag);
  await requireLocalContracts(context, env);
  const info = {
    env,
    chainId: LOCAL_CHAIN_ID,
    contracts: {},
    defaultAccountsForLocalEnv: LOCAL_ACCOUNTS,
  };
  progress(
    context,
    `The environment "${env}" has no chain yet, so there are no contracts and the accounts hold nothing; one comes with a later version. Until then "fluence deploy" puts workers on peers without one, and "fluence local ps" and "fluence workers ls" tell what is there.`,
  );
  return { text: jsonText(info), json: info };
}

/** @throws CliError `NO_CHAIN` for contracts of a network that is gone */
async function requireLocalContracts(context: CliContext, env: FluenceEnv): Promise<void> {
  if (env === 'local') return;
  const { project } = await loadProject(context.cwd);
  const contracts = project.contractsEnv ?? 'local';
  if (contracts === 'local') return;
  throw new CliError(
    'NO_CHAIN',
    `The environment "custom" of ${project.file} has contractsEnv "${contracts}", whose chain was shut down: nothing is known of its contracts; "local" is what there is`,
  );
}
