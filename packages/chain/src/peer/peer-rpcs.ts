import { MAX_ASKED_ANSWER_BYTES } from '../constants.js';
import { createRpc, type Rpc, type RpcInit } from '../rpc.js';

/** How a peer asks its chain. */
export interface PeerRpcs {
  readonly rpc: Rpc;
  /** For what anybody may have it ask, of contracts of anybody: answers are short, since reading them takes time of all. */
  readonly forAnybody: Rpc;
}

/** Errors do not say where the chain is: its address may carry a token. */
export function createPeerRpcs(init: Pick<RpcInit, 'url' | 'signal' | 'timeoutMs'>): PeerRpcs {
  const nameless = { ...init, name: 'The chain' };
  return {
    rpc: createRpc(nameless),
    forAnybody: createRpc({ ...nameless, maxAnswerBytes: MAX_ASKED_ANSWER_BYTES }),
  };
}
