import path from 'node:path';
import { type ChainKit, loadChainKit } from '@noctiluca/local-network/chain';

/**
 * What commands need of a chain: of the package beside this program, or else that of a project, which a program that is
 * installed for all projects finds.
 * @param folder of the project
 * @throws LocalNetworkError `NO_CHAIN` when neither has it
 */
export const chainKitOf = (folder: string): Promise<ChainKit> =>
  loadChainKit([import.meta.url, path.join(folder, 'fluence.yaml')]);
