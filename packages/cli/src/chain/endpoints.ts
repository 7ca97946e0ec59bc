import { existsSync } from 'node:fs';
import path from 'node:path';
import { type LocalChainState, readLocalState } from '@noctiluca/local-network/control';
import { z } from 'zod';
import { CliError } from '../errors.js';
import type { FluenceEnv } from '../project/env.js';
import { readYaml } from '../project/read-yaml.js';

/** Keys of upstream's newer `env.yaml` (spec/fluence-cli.md §2.7). */
const envYaml = z.looseObject({
  fluenceEnv: z.string().optional(),
  rpcUrl: z.url().optional(),
  subgraphUrl: z.url().optional(),
  chainId: z.number().int().min(1).optional(),
});

/** Which chain, and where. */
export type Endpoints = LocalChainState;

/** Where upstream's clients look (spec/deals.md §1). */
const UPSTREAM: Endpoints = {
  rpc: 'http://127.0.0.1:8545',
  indexer: 'http://127.0.0.1:8000',
  chainId: 31_337,
};

/**
 * The chain that the network of an environment has: the local network's own, or the one that `.fluence/env.yaml` names.
 * @returns nothing: neither says anything of one
 * @throws CliError `PROJECT_INVALID`
 */
export async function knownEndpoints(fluenceDir: string, env: FluenceEnv): Promise<Endpoints | undefined> {
  const own = env === 'local' ? await ofLocalNetwork(fluenceDir) : undefined;
  return own ?? configured(fluenceDir, env);
}

/** As `knownEndpoints`, else the ports of upstream. @throws CliError `PROJECT_INVALID` */
export async function endpointsOf(fluenceDir: string, env: FluenceEnv): Promise<Endpoints> {
  return (await knownEndpoints(fluenceDir, env)) ?? UPSTREAM;
}

async function ofLocalNetwork(fluenceDir: string): Promise<Endpoints | undefined> {
  const state = await readLocalState(fluenceDir).catch((cause: Error) => {
    throw new CliError('PROJECT_INVALID', cause.message, { cause });
  });
  return state?.chain;
}

/** It is about one environment. */
async function configured(fluenceDir: string, env: FluenceEnv): Promise<Endpoints | undefined> {
  const file = path.join(fluenceDir, 'env.yaml');
  if (!existsSync(file)) return undefined;
  const { fluenceEnv = 'local', rpcUrl, subgraphUrl, chainId } = await readYaml(file, envYaml);
  if (rpcUrl === undefined || fluenceEnv !== env) return undefined;
  const indexer = subgraphUrl === undefined ? UPSTREAM.indexer : new URL(subgraphUrl).origin;
  return { rpc: rpcUrl, indexer, chainId: chainId ?? UPSTREAM.chainId };
}
