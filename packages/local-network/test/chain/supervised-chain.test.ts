import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLocalChain, type LocalChain, type Rpc, whyNoAnvil } from '@noctiluca/chain';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type ChainFate,
  type SupervisedChainComponents,
  startSupervisedChain,
} from '../../src/chain/supervised-chain.js';

const noAnvil = whyNoAnvil();
const STOP_MS = 10_000;

/** What a supervised chain says and does; `made` are its chains, the last of them the one that is up. */
function world(create: SupervisedChainComponents['create']) {
  const [said, fates, made, again]: [string[], ChainFate[], LocalChain[], Rpc[]] = [[], [], [], []];
  const components: SupervisedChainComponents = {
    create(init, its) {
      made.push(create(init, its));
      return made.at(-1)!;
    },
    report: (sentence) => said.push(sentence),
    onFate: (fate) => fates.push(fate),
    onUpAgain: async (rpc) => void again.push(rpc),
  };
  return { said, fates, made, again, components };
}

describe.skipIf(noAnvil)(`a chain whose process ends ${noAnvil ?? ''}`, () => {
  it('is up again at its port with what it had, and that is said', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-supervised-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const { said, fates, made, again, components } = world(createLocalChain);
    const life = new AbortController();
    const chain = await startSupervisedChain({ dir, port: 0 }, components, life.signal);
    onTestFinished(() => chain.stop(AbortSignal.timeout(STOP_MS)));
    const { url } = chain;
    await made[0]!.mine();
    await made[0]!.save();
    const block = await chain.rpc.call('eth_blockNumber');
    process.kill(-(made[0]!.describe!().pid as number), 'SIGKILL');
    await vi.waitFor(() => expect(fates).toHaveLength(2), { timeout: 20_000 });
    expect(fates).toEqual([{ restarts: 0, lost: expect.any(String) }, { restarts: 1 }]);
    expect(said).toEqual([
      expect.stringMatching(/^The chain ended by itself \(.+\); it is started again in 500 ms$/),
      'The chain is up again',
    ]);
    expect(chain.url).toBe(url);
    expect(again).toEqual([chain.rpc]);
    expect(Number(await chain.rpc.call('eth_blockNumber'))).toBeGreaterThanOrEqual(Number(block));
  });
});

/** Chains that end when the test says, or do not start. */
function fakes() {
  const lose: (() => void)[] = [];
  let broken = 0;
  return {
    lose,
    fail(times: number) {
      broken = times;
    },
    create: ((_init, { onLost }) => {
      lose.push(() => onLost(new Error('lost')));
      return {
        url: 'http://127.0.0.1:8545',
        start: async () => {
          if (broken-- > 0) throw new Error('the port is taken');
        },
        stop: async () => {},
      } as unknown as LocalChain;
    }) as SupervisedChainComponents['create'],
  };
}

describe('a chain that keeps ending', () => {
  it('waits longer each time', async () => {
    const { lose, create, fail } = fakes();
    const { said, fates, components } = world(create);
    const chain = await startSupervisedChain({ dir: '' }, components, new AbortController().signal);
    fail(1);
    lose[0]!();
    await vi.waitFor(() => expect(said).toContain('The chain is up again'), { timeout: 10_000 });
    lose.at(-1)!();
    expect(said).toEqual([
      'lost; it is started again in 500 ms',
      'The chain did not start again: the port is taken; it is started again in 1000 ms',
      'The chain is up again',
      'lost; it is started again in 2000 ms',
    ]);
    await chain.stop(AbortSignal.timeout(STOP_MS));
    expect(fates.at(-1)).toEqual({ restarts: 1, lost: 'lost' });
  });
});
