import { createIndexer, createLocalChain, type LocalChain } from '@noctiluca/chain';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { onTestFinished } from 'vitest';
import { localJson } from './local-json.js';
import { type CliOutcome, runCli } from './run-cli.js';

/** A project with a chain that is up, and `fluence` in it. */
export interface ChainProject {
  readonly chain: LocalChain;
  readonly folder: TempFolder;
  run(...argv: string[]): Promise<CliOutcome>;
  /** What a command prints with `--json`; fails when the command does. */
  json<Result = Record<string, never>>(...argv: string[]): Promise<Result>;
}

const PROVIDER = `version: 1
providerName: defaultProvider
computePeers:
  nox-0: { computeUnits: 2 }
  nox-1: { computeUnits: 2 }
capacityCommitments:
  nox-0: { duration: 100 days, rewardDelegationRate: 7 }
  nox-1: { duration: 100 days, rewardDelegationRate: 7 }
offers:
  defaultOffer:
    minPricePerWorkerEpoch: "0.33"
    computePeers: [nox-0, nox-1]
    effectors: [bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce]
`;

/** On ports that are free; all is gone when the test is over. */
export async function chainProject(provider = PROVIDER): Promise<ChainProject> {
  const folder = tempFolder({
    'fluence.yaml': 'version: 8\naquaDependencies: {}\n',
    'provider.yaml': provider,
  });
  const chain = createLocalChain({ dir: folder.at('chain'), port: 0, blockPeriodMs: 1_000_000 });
  const indexer = createIndexer({ port: 0 }, { chain });
  const life = new AbortController();
  onTestFinished(async () => {
    await indexer.stop(life.signal);
    await chain.stop(life.signal);
    life.abort();
  });
  await chain.start(life.signal);
  await indexer.start(life.signal);
  const at = { rpc: chain.rpc.url, indexer: new URL(indexer.url).origin, chainId: 31_337 };
  folder.write('.fluence/local.json', localJson(at));
  const run = (...argv: string[]) => runCli(folder.root, argv);
  await run('provider', 'gen');
  return { chain, folder, run, json: async (...argv) => parsed(await run(...argv, '--json')) };
}

function parsed({ stdout, exitCode }: CliOutcome) {
  if (exitCode !== 0) throw new Error(stdout);
  return JSON.parse(stdout);
}

/** Everything up to commitments that are active. */
export async function provide({ json }: ChainProject): Promise<void> {
  await json('provider', 'register');
  await json('provider', 'offer-create', '--offers', 'all');
  await json('provider', 'cc-create', '--nox-names', 'all');
  await json('provider', 'cc-activate', '--nox-names', 'all');
}

export const APP = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';
export const NEXT_APP = 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce';

/** Id of a deal for two workers. */
export async function makeDeal({ json }: ChainProject, ...more: string[]): Promise<string> {
  const words = '--collateral-per-worker 0 --min-workers 1 --target-workers 2 --max-workers-per-provider 2';
  const asked = [...words.split(' '), '--price-per-worker-epoch', '0.33', '--app-cid', APP, ...more];
  return (await json<{ dealId: string }>('deal', 'create', ...asked)).dealId;
}
