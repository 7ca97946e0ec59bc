import type { ChainKit } from '@noctiluca/local-network/chain';
import { type LocalChainState, readLocalState } from '@noctiluca/local-network/control';
import { CliError } from '../errors.js';

/** As the local network of a project says, else the ports of upstream. @throws CliError `PROJECT_INVALID` */
export async function localEndpoints(kit: ChainKit, fluenceDir: string): Promise<LocalChainState> {
  const state = await readLocalState(fluenceDir).catch((cause: Error) => {
    throw new CliError('PROJECT_INVALID', cause.message, { cause });
  });
  return state?.chain ?? defaults(kit);
}

/** Where upstream's clients look (spec/deals.md §1). */
const defaults = ({ CHAIN_ID, INDEXER_PORT, RPC_PORT }: ChainKit): LocalChainState => ({
  ...{ rpc: `http://127.0.0.1:${RPC_PORT}`, indexer: `http://127.0.0.1:${INDEXER_PORT}` },
  chainId: CHAIN_ID,
});
