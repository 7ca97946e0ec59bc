import { ChainError, type PeerChain } from '@noctiluca/chain/peer';
import type { Subnets } from '@noctiluca/host';
import { describe, expect, it } from 'vitest';
import { chainSubnets } from '../../../src/capabilities/chain/chain-subnets.js';
import { MAX_CHAIN_QUESTIONS } from '../../../src/constants.js';

const NOBODY: Subnets = {
  async resolve() {
    throw new Error('nobody');
  },
};
const LOCAL = [{ cuIds: ['aa'], hostPeerId: 'local' }] as const;

const subnets = (workersOf: PeerChain['workersOf'], before = NOBODY) =>
  chainSubnets({ peer: { workersOf } }, before);
const failing = (code: 'INVALID' | 'UNREACHABLE') => async () => {
  throw new ChainError(code, '127.0.0.1:8545 says no');
};

describe('subnets by a chain', () => {
  it('has the workers of a deal, registered or not', async () => {
    const workers = [
      { unitIds: ['0x01', '0x02'], hostId: 'one', workerId: 'worker' },
      { unitIds: ['0x03'], hostId: 'two', workerId: undefined },
      { unitIds: [], hostId: 'three', workerId: 'none' },
    ];
    expect(await subnets(async () => workers).resolve('deal')).toEqual([
      { cuIds: ['01', '02'], hostPeerId: 'one', workerId: 'worker' },
      { cuIds: ['03'], hostPeerId: 'two' },
    ]);
  });

  it('asks those before for a deal that is not on it', async () => {
    const before = { resolve: async () => LOCAL };
    expect(await subnets(failing('INVALID'), before).resolve('deal')).toBe(LOCAL);
  });

  it('says what is wrong when nobody knows the deal, and not where the chain is', async () => {
    await expect(subnets(failing('INVALID')).resolve('deal')).rejects.toThrow('says no');
    await expect(subnets(failing('UNREACHABLE')).resolve('deal')).rejects.toThrow(
      /^The chain does not answer$/,
    );
  });

  it('asks the chain so many questions at a time', async () => {
    const open: (() => void)[] = [];
    const asked = subnets(() => new Promise((resolve) => open.push(() => resolve([]))));
    const waiting = Array.from({ length: MAX_CHAIN_QUESTIONS }, () => asked.resolve('deal'));
    await expect(asked.resolve('deal')).rejects.toMatchObject({ code: 'LIMIT' });
    expect(open).toHaveLength(MAX_CHAIN_QUESTIONS);
    for (const done of open.splice(0)) done();
    await Promise.all(waiting);
    const again = asked.resolve('deal');
    open[0]!();
    expect(await again).toEqual([]);
  });
});
