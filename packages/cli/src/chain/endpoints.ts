import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { LOCAL_CHAIN_ID } from '../project/local-chain.js';

/** Where a chain and its indexer are. */
export interface ChainEndpoints {
  readonly rpc: string;
  readonly indexer: string;
  readonly chainId: number;
}

/** Where upstream's clients look for theirs (spec/deals.md §1). */
const DEFAULTS: ChainEndpoints = {
  rpc: 'http://127.0.0.1:8545',
  indexer: 'http://127.0.0.1:8000',
  chainId: LOCAL_CHAIN_ID,
};
const INDEXER_PATH = '/subgraphs/name/fluence-deal-contracts';

const localJson = z.looseObject({
  chain: z.object({ rpc: z.url(), indexer: z.url(), chainId: z.number().int() }).nullish(),
});

/** As the local network of a project says, else the ports of upstream. @throws CliError `PROJECT_INVALID` */
export async function localEndpoints(fluenceDir: string): Promise<ChainEndpoints> {
  const file = path.join(fluenceDir, 'local.json');
  const { rpc, indexer, chainId } = (existsSync(file) ? await chainIn(file) : undefined) ?? DEFAULTS;
  const { origin, pathname } = new URL(indexer);
  return { rpc, chainId, indexer: pathname === '/' ? `${origin}${INDEXER_PATH}` : indexer };
}

async function chainIn(file: string): Promise<ChainEndpoints | undefined> {
  try {
    return localJson.parse(JSON.parse(await readFile(file, 'utf8'))).chain ?? undefined;
  } catch (cause) {
    const message = `${file} does not say where the chain is: ${messageOf(cause)}. Start the network anew with "fluence local up --chain"`;
    throw new CliError('PROJECT_INVALID', message, { cause });
  }
}
