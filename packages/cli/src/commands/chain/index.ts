import { buildRouteMap, type Command } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { dealAliases, dealCommands } from '../deal/index.js';
import { delegatorAliases, delegatorCommands } from '../delegator/index.js';
import { deploy } from '../deploy/index.js';
import { localInit } from '../local/init/index.js';
import { providerAliases, providerCommands } from '../provider/index.js';
import { providerInfo } from '../provider/info/index.js';
import { chainInfo } from './info/index.js';
import { chainProof } from './proof/index.js';

const group = (
  brief: string,
  routes: Readonly<Record<string, Command<CliContext>>>,
  aliases: Readonly<Record<string, string>> = {},
) => buildRouteMap({ routes, aliases, docs: { brief } });

/**
 * Groups of commands that are about a chain. Until 0.14 "deal deploy" was what "deploy" is now; 0.16.3 takes it still. A
 * provider's files are those of local peers.
 */
export const chainGroups = {
  deal: group('Deals of a chain', { deploy, ...dealCommands }, dealAliases),
  chain: group('Contracts of a chain', { info: chainInfo, proof: chainProof }),
  provider: group(
    'Offers and commitments of a provider on a chain',
    { init: localInit, gen: localInit, info: providerInfo, ...providerCommands },
    { i: 'info', ...providerAliases },
  ),
  delegator: group('Collateral of capacity commitments on a chain', delegatorCommands, delegatorAliases),
};
