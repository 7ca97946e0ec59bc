import type { LocalChainState } from '@noctiluca/local-network/control';
import { askChain } from '../chain-rpc.js';
import type { ClockFacts } from './clock-facts.js';

/** What time the next block of the chain will have. @throws CliError `NO_CHAIN` */
export async function chainClock(chain: LocalChainState): Promise<ClockFacts> {
  const [block] = await askChain(chain, [['eth_getBlockByNumber', 'pending', false]]);
  const atSec = Number((block as { timestamp?: unknown } | null)?.timestamp);
  const offsetMs = (atSec - Math.floor(Date.now() / 1000)) * 1000;
  return { virtual: true, now: new Date(atSec * 1000).toISOString(), offsetMs };
}

/** Moves it by whole seconds, and makes a block, since calls see the time of the latest. @throws CliError `NO_CHAIN` */
export async function advanceChain(chain: LocalChainState, ms: number): Promise<void> {
  const seconds = Math.max(0, Math.round(ms / 1000));
  await askChain(chain, [['evm_increaseTime', seconds], ['evm_mine']]);
}
