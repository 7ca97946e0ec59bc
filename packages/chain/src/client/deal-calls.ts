import { dealAddress } from '../codec/deal-id.js';
import { idFromHex } from '../codec/hex.js';
import { peerIdToChain } from '../codec/peer-id.js';
import { deal } from './contracts.js';
import { callTo, type Sent } from './wallet.js';

/**
 * Tells a deal which worker a peer has for it; by the peer's wallet, or its provider's.
 * @param onchainWorkerId 0x-hex; workerId a peer id
 * @throws ChainError `INVALID`
 */
export function registerWorker(dealId: string, onchainWorkerId: string, workerId: string): Sent {
  const ids = { onchainId: idFromHex(onchainWorkerId), offchainId: peerIdToChain(workerId) };
  return callTo(dealAddress(dealId), deal.activateWorker, ids);
}

/** Tells a deal that a peer has no worker for it any more, and sets its unit free. @throws ChainError `INVALID` */
export function leaveDeal(dealId: string, onchainWorkerId: string): Sent {
  return callTo(dealAddress(dealId), deal.removeWorker, idFromHex(onchainWorkerId));
}
