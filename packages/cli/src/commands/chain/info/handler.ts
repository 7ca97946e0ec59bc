import { codeOf, messageOf } from '@noctiluca/common/thrown';
import type { ChainKit } from '@noctiluca/local-network/chain';
import { LOCAL_ACCOUNTS } from '@noctiluca/local-network/control';
import { chainKitOf } from '../../../chain/chain-package.js';
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

export interface ChainInfoFlags extends CommonFlags {
  readonly input: boolean;
  readonly env?: string;
  readonly privKey?: string;
}

export const handler = printing(chainInfo);

/** A document both ways, as upstream's is, whether a chain is up or not. */
async function chainInfo(context: CliContext, { env: flag }: ChainInfoFlags): Promise<CommandResult> {
  const env = await resolveEnv(fluenceDir(context), flag);
  await requireLocalContracts(context, env);
  const contracts = await contractsOf(context);
  const info = { env, chainId: LOCAL_CHAIN_ID, contracts, defaultAccountsForLocalEnv: LOCAL_ACCOUNTS };
  return { text: jsonText(info), json: info };
}

/** By upstream's names; none, and a line that says why, without the package that has them. */
async function contractsOf(context: CliContext): Promise<Record<string, { readonly addr: string }>> {
  try {
    return named((await chainKitOf(context.cwd)).ADDRESSES);
  } catch (error) {
    if (codeOf(error) !== 'NO_CHAIN') throw error;
    progress(context, messageOf(error));
    return {};
  }
}

const named = ({
  capacity,
  core,
  dealFactory,
  diamond,
  market,
  multicall,
  token,
}: ChainKit['ADDRESSES']) => ({
  ...{ Capacity: { addr: capacity }, Core: { addr: core }, DealFactory: { addr: dealFactory } },
  ...{ Diamond: { addr: diamond }, Market: { addr: market }, Multicall3: { addr: multicall } },
  axlUSDC: { addr: token },
});

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
