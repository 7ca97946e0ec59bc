import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCode } from '@noctiluca/common/thrown';
import { CliError } from '../errors.js';

/** What commands need of a chain: contracts, calls of them, a wallet. */
export type ChainKit = typeof import('@noctiluca/chain/client');

/** By a variable: the package is no part of this one's bundle, and may not be there. */
const CLIENT: string = '@noctiluca/chain/client';

type Load = (name: string) => Promise<unknown>;

/**
 * The package beside this program, or else that of a project: a program that is installed for all projects finds theirs.
 * @param folder of the project
 * @param load a module by name or address; a test passes its own
 * @throws CliError `NO_CHAIN` when neither has it
 */
export async function loadChainKit(folder: string, load: Load = (name) => import(name)): Promise<ChainKit> {
  try {
    return (await load(CLIENT)) as ChainKit;
  } catch (error) {
    if (!hasCode(error, 'ERR_MODULE_NOT_FOUND')) throw error;
    return (await load(inProject(folder, error))) as ChainKit;
  }
}

function inProject(folder: string, cause: unknown): string {
  try {
    return pathToFileURL(createRequire(path.join(folder, 'fluence.yaml')).resolve(CLIENT)).href;
  } catch {
    throw new CliError('NO_CHAIN', 'no chain here: npm i -D @noctiluca/chain', { cause });
  }
}
