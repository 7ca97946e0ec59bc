import { buildCommand, buildRouteMap, type Command } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';
import { dealAliases, dealCommands } from '../deal/index.js';
import { delegatorAliases, delegatorCommands } from '../delegator/index.js';
import { deploy } from '../deploy/index.js';
import { localInit } from '../local/init/index.js';
import { providerAliases, providerCommands } from '../provider/index.js';
import { providerInfo } from '../provider/info/index.js';
import { CHAIN_GROUPS, type ChainGroup } from './chain-words.js';
import { chainInfo } from './info/index.js';
import { chainProof } from './proof/index.js';

interface Here {
  readonly routes: Readonly<Record<string, Command<CliContext>>>;
  readonly aliases?: Readonly<Record<string, string>>;
}

/** Until 0.14 "deal deploy" was what "deploy" is now; 0.16.3 takes it still. A provider's files are those of local peers. */
const HERE: Readonly<Record<keyof typeof CHAIN_GROUPS, Here>> = {
  deal: { routes: { deploy, ...dealCommands }, aliases: dealAliases },
  chain: { routes: { info: chainInfo, proof: chainProof } },
  provider: {
    routes: { init: localInit, gen: localInit, info: providerInfo, ...providerCommands },
    aliases: { i: 'info', ...providerAliases },
  },
  delegator: { routes: delegatorCommands, aliases: delegatorAliases },
};

/** Groups of commands that are about a chain. */
export const chainGroups = Object.fromEntries(
  Object.entries<ChainGroup>(CHAIN_GROUPS).map(([name, group]) => [
    name,
    routes(name as keyof typeof CHAIN_GROUPS, group),
  ]),
) as Record<keyof typeof CHAIN_GROUPS, ReturnType<typeof routes>>;

function routes(group: keyof typeof CHAIN_GROUPS, { brief, commands }: ChainGroup) {
  const refusals = Object.entries(commands).map(
    ([name, instead]) => [name, refusal(`${group} ${name}`, instead)] as const,
  );
  return buildRouteMap({
    routes: { ...HERE[group].routes, ...Object.fromEntries(refusals) },
    aliases: HERE[group].aliases ?? {},
    docs: { brief },
  });
}

/** Takes whatever upstream's command takes: `understood` hands its flags over as words. */
function refusal(command: string, instead: string) {
  return buildCommand<CommonFlags, string[], CliContext>({
    loader: async () => (await import('./handler.js')).refuse(command, instead),
    parameters: {
      flags: { json: commonFlags.json },
      positional: {
        kind: 'array',
        parameter: { brief: "Whatever upstream's command takes", parse: String, placeholder: 'words' },
      },
    },
    docs: { brief: `Not here yet: ${instead}` },
  });
}
