import type { ChainKit } from '@noctiluca/local-network/chain';
import type { LocalChainState } from '@noctiluca/local-network/control';
import { z } from 'zod';
import { told } from '../../../chain/told.js';
import { CliError } from '../../../errors.js';
import type { ClockFacts } from './clock-facts.js';

/** The clock of a network's chain. */
export interface ChainClock {
  /** What time the next block will have. @throws CliError `NO_CHAIN`, `CHAIN_REFUSED` */
  facts(): Promise<ClockFacts>;
  /** Moves it by whole seconds, and makes a block, since calls see the time of the latest. @throws CliError as `facts` */
  advance(ms: number): Promise<void>;
}

const block = z.looseObject({ timestamp: z.string().regex(/^0x[0-9a-f]{1,10}$/i) });

export function chainClock({ createRpc }: ChainKit, { rpc: url }: LocalChainState): ChainClock {
  const rpc = createRpc({ url });
  return {
    async facts() {
      const { success, data } = block.safeParse(
        await told(rpc.call('eth_getBlockByNumber', 'pending', false)),
      );
      if (!success) throw new CliError('CHAIN_REFUSED', `${url} does not tell the time of its next block`);
      const atMs = Number(data.timestamp) * 1000;
      const offsetMs = atMs - Math.floor(Date.now() / 1000) * 1000;
      return { virtual: true, now: new Date(atMs).toISOString(), offsetMs };
    },
    async advance(ms) {
      await told(rpc.call('evm_increaseTime', Math.max(0, Math.round(ms / 1000))));
      await told(rpc.call('evm_mine'));
    },
  };
}
