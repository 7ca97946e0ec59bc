import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StateKeeper } from '../../src/anvil/state-keeper.js';
import type { Rpc } from '../../src/rpc.js';
import { tempDir } from '../utils/chain.js';

/** A chain into which a block comes during so many of the first dumps. */
function rpcWith(interrupted: number): Rpc {
  let [head, dumps] = [7, 0];
  const answers: Record<string, () => unknown> = {
    eth_blockNumber: () => `0x${head.toString(16)}`,
    eth_getBlockByNumber: () => ({ timestamp: '0x1' }),
    anvil_dumpState: () => {
      dumps += 1;
      if (dumps <= interrupted) head += 1;
      return `0x0${dumps}`;
    },
  };
  return {
    url: '',
    call: async (method) => answers[method]!(),
    batch: () => Promise.reject(new Error('Nothing is asked for in batches')),
  };
}

const stateIn = (dir: string) => JSON.parse(readFileSync(path.join(dir, 'chain.json'), 'utf8')).state;

describe('what is kept of a chain', () => {
  it('is never a state that a block came into while it was put together', async () => {
    const dir = tempDir();
    await new StateKeeper(dir, rpcWith(2), 0).save();
    expect(stateIn(dir)).toBe('0x03');
  });

  it('stays what it was when blocks come faster than that', async () => {
    const dir = tempDir();
    await expect(new StateKeeper(dir, rpcWith(1000), 0).save()).rejects.toMatchObject({ code: 'LIMIT' });
    expect(existsSync(path.join(dir, 'chain.json'))).toBe(false);
  });
});
