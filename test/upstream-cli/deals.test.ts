import path from 'node:path';
import { createIndexer, createLocalChain } from '@noctiluca/chain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, fluence } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';
import { upstream, upstreamOk } from './upstream-cli.js';

const APP = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';
const NEXT_APP = 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce';
const TERMS = `--app-cid ${APP} --collateral-per-worker 0 --min-workers 1 --target-workers 2 --max-workers-per-provider 2 --price-per-worker-epoch 0.33`;
/** Lines of progress that only upstream has. */
const PROGRESS =
  /^(Using local blockchain environment|\w+ transaction 0x[0-9a-f]{64} was mined successfully)$/;

const life = new AbortController();
let stop = async () => {};
let folder: string;

/** On upstream's ports: addresses and ports are in its program. */
beforeAll(async () => {
  const temporary = await tempDir('upstream-deals');
  folder = temporary.path;
  await upstreamOk(folder, 'init', '.', '-t', 'minimal', '--env', 'local', '--noxes', '2');
  const chain = createLocalChain({ dir: path.join(folder, 'chain') });
  const indexer = createIndexer({}, { chain });
  stop = async () => {
    await indexer.stop(life.signal);
    await chain.stop(life.signal);
    await temporary.remove();
  };
  await chain.start(life.signal);
  await indexer.start(life.signal);
});
afterAll(async () => {
  await stop();
  life.abort();
});

const ours = (...argv: string[]) => fluence(folder, ...argv);
const theirs = (...argv: string[]) => upstream(folder, ...argv);

/** What they say beside blank lines, hashes and the ids of deals. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '' && !PROGRESS.test(line))
    .map((line) => line.replace(/0x[0-9a-f]{64}/g, 'HASH').replace(/0x[0-9a-fA-F]{40}\b/g, 'ADDRESS'));

const told = ({ code, stdout, stderr }: Finished) => ({
  code,
  stdout: stdout.replace(/0x[0-9a-f]{64}/g, 'HASH').replace(/0x[0-9a-fA-F]{40}\b/g, 'ADDRESS'),
  lines: linesOf(stderr),
});

/** Both do it, each to its own. */
async function same(argv: string, other = argv): Promise<Finished> {
  const one = await ours(...argv.split(' '));
  const two = await theirs(...other.split(' '));
  expect(told(one)).toEqual(told(two));
  return one;
}

const dealIn = ({ stderr }: Finished) => /created: (0x[0-9a-fA-F]{40})\n/.exec(stderr)![1]!;

/** A compute unit of a deal. */
const unitOf = async (deal: string) => {
  const { stdout } = await ours('deal', 'info', '--deal-ids', deal);
  return /Compute unit: (0x[0-9a-f]{64})/.exec(stdout)![1]!;
};

describe('commands about deals', () => {
  it("register a provider that upstream's command then finds", async () => {
    expect(await ours('provider', 'register')).toMatchObject({ code: 0 });
    const two = await theirs('provider', 'register');
    const again = await ours('provider', 'register');
    expect(again.stderr.replace(' [BAD_ARGUMENT]', '')).toBe(
      linesOf(two.stderr)
        .map((line) => `${line}\n`)
        .join(''),
    );
  });

  it('offer and commit, and print offers and commitments as upstream', async () => {
    for (const argv of [
      'offer-create --offers all',
      'cc-create --nox-names all',
      'cc-activate --nox-names all',
    ])
      expect(await ours('provider', ...argv.split(' '))).toMatchObject({ code: 0 });
    await same('provider offer-info --offers all');
    await same('provider cc-info --nox-names all');
    await same('provider offer-update --offers all');
    await same('provider tokens-distribute --amount 1 --nox-names nox-0');
    // Upstream does not say that it has; ours does, on stderr.
    const withdraw = ['provider', 'cc-rewards-withdraw', '--nox-names', 'all'];
    const [one, two] = [await ours(...withdraw), await theirs(...withdraw)];
    expect([one.code, one.stdout]).toEqual([two.code, two.stdout]);
  });

  it("go through a deal's life in upstream's lines", async () => {
    const [mine, other] = [
      dealIn(await ours('deal', 'create', ...TERMS.split(' '))),
      dealIn(await theirs('deal', 'create', ...TERMS.split(' '))),
    ];
    const both = (argv: string) => same(argv.replace('DEAL', mine), argv.replace('DEAL', other));
    const shown = async () => {
      const argv = ['deal', 'info', '--deal-ids', mine];
      expect((await ours(...argv)).stdout).toBe((await theirs(...argv)).stdout);
    };
    await shown();
    await both('deal workers-add --deal-ids DEAL');
    await shown();
    await both('deal deposit 1.5 --deal-ids DEAL');
    await both('deal withdraw 1 --deal-ids DEAL');
    await theirs('deal', 'change-app', mine, NEXT_APP);
    expect(await ours('deal', 'change-app', other, NEXT_APP)).toMatchObject({ code: 0, stdout: '' });
    expect((await ours('provider', 'deal-list')).stdout).toBe((await theirs('provider', 'deal-list')).stdout);
    const [my, their] = [await unitOf(mine), await unitOf(other)];
    await same(`deal workers-remove ${my}`, `deal workers-remove ${their}`);
    await both('deal workers-add --deal-ids DEAL');
    expect(await theirs('provider', 'deal-exit', '--deal-ids', mine)).toMatchObject({ code: 0 });
    expect(await ours('provider', 'deal-exit', '--all')).toMatchObject({ code: 0 });
    await both('deal stop --deal-ids DEAL');
    await shown();
  }, 600_000);
});
