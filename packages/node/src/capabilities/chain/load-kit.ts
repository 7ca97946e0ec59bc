import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Kit from '@noctiluca/chain/peer';
import { codeOf } from '@noctiluca/common/thrown';
import { NodeError } from '../../errors.js';

/** What speaks to a chain. */
export type ChainKit = typeof Kit;

const NAME = '@noctiluca/chain';

/**
 * The optional package, of this installation, of the working directory, or beside one of these files.
 * @throws NodeError `NO_CHAIN_PACKAGE`
 */
export async function loadKit(places: readonly string[], name: string = NAME): Promise<ChainKit> {
  for (const place of [import.meta.url, ...places, path.resolve('package.json')]) {
    const address = found(`${name}/peer`, place);
    if (address !== undefined) return import(address) as Promise<ChainKit>;
  }
  const advice = `install it (npm i ${name}), or leave chain_config out of the configuration`;
  throw new NodeError('NO_CHAIN_PACKAGE', `A chain is configured and ${name} is not here: ${advice}`);
}

function found(name: string, place: string): string | undefined {
  try {
    return pathToFileURL(createRequire(place).resolve(name)).href;
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
