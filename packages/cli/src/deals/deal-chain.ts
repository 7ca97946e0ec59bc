import { knownEndpoints } from '../chain/endpoints.js';
import { type ChainSession, openChain } from '../chain/session.js';
import type { CliContext } from '../context.js';
import { resolveEnv } from '../project/env.js';
import { fluenceDir } from '../project/fluence-dir.js';

/** Which chain, and who pays. */
export interface DealChainFlags {
  readonly env?: string;
  readonly privKey?: string;
}

/**
 * The chain that deployments of a project become deals on; nothing when the network has none, and they do without.
 * @throws CliError of `openChain`: a chain that is named is one that has to answer
 */
export async function dealChain(
  context: CliContext,
  flags: DealChainFlags,
): Promise<ChainSession | undefined> {
  const dir = fluenceDir(context);
  const endpoints = await knownEndpoints(dir, await resolveEnv(dir, flags.env));
  return endpoints === undefined ? undefined : openChain(context, flags);
}
