import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Chain from '@noctiluca/chain';
import type * as ChainClient from '@noctiluca/chain/client';
import { codeOf } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';

/** What speaks to a chain: contracts, calls of them, a wallet. */
export type ChainKit = typeof ChainClient;

/** What makes a chain of this machine, and what speaks to it. */
export interface ChainPackage {
  readonly chain: typeof Chain;
  readonly client: ChainKit;
}

const NAME = '@noctiluca/chain';

/** What is said where there is no such package. */
export const NO_CHAIN_HERE = `no chain here: npm i -D ${NAME}`;

/**
 * The optional package, of this installation or of the project.
 * @param places files beside which it may be installed, the first that has it counts
 * @throws LocalNetworkError `NO_CHAIN`
 */
export async function loadChain(places: readonly string[]): Promise<ChainPackage> {
  return { chain: await load(NAME, places), client: await loadChainKit(places) };
}

/** As `loadChain`, but nothing that makes a chain. @throws LocalNetworkError `NO_CHAIN` */
export function loadChainKit(places: readonly string[]): Promise<ChainKit> {
  return load(`${NAME}/client`, places);
}

async function load<Module>(name: string, places: readonly string[]): Promise<Module> {
  for (const place of places) {
    const address = found(name, place);
    if (address !== undefined) return import(address) as Promise<Module>;
  }
  throw new LocalNetworkError('NO_CHAIN', NO_CHAIN_HERE);
}

function found(name: string, place: string): string | undefined {
  try {
    return pathToFileURL(createRequire(place).resolve(name)).href;
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
