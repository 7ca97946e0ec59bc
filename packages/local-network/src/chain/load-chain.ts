import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Chain from '@noctiluca/chain';
import type * as ChainClient from '@noctiluca/chain/client';
import { codeOf } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';

/** What makes a chain of this machine, and what speaks to it. */
export interface ChainPackage {
  readonly chain: typeof Chain;
  readonly client: typeof ChainClient;
}

const NAME = '@noctiluca/chain';

/**
 * The optional package, of this installation or of the project.
 * @param places files beside which it may be installed, the first that has it counts
 * @throws LocalNetworkError `NO_CHAIN`
 */
export async function loadChain(places: readonly string[]): Promise<ChainPackage> {
  for (const place of places) {
    const [chain, client] = [NAME, `${NAME}/client`].map((name) => found(name, place));
    if (chain === undefined || client === undefined) continue;
    return { chain: await import(chain), client: await import(client) };
  }
  throw new LocalNetworkError('NO_CHAIN', `no chain here: npm i -D ${NAME}`);
}

function found(name: string, place: string): string | undefined {
  try {
    return pathToFileURL(createRequire(place).resolve(name)).href;
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
