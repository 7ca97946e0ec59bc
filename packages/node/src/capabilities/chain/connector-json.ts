import type { DesiredDeal, Read, Receipt } from '@noctiluca/chain/peer';
import type { JsonValue } from '@noctiluca/marine';

/** A deal as scripts have it (spec/nox.md §3.12). */
export function dealJson({ dealId: deal_id, unitIds, onchainWorkerId, state }: DesiredDeal): JsonValue {
  if (!state.ok) return { success: false, error: [state.error], deal_id, deal_info: [] };
  const info = {
    status: state.status,
    unit_ids: unitIds.map((unitId) => [...Buffer.from(unitId.slice(2), 'hex')]),
    cu_ids: unitIds.map((unitId) => unitId.slice(2)),
    app_cid: state.appCid,
    onchain_worker_id: onchainWorkerId,
  };
  return { success: true, error: [], deal_id, deal_info: [info] };
}

/** What came of a transaction, as scripts have it. */
export function receiptJson(read: Read<Receipt | undefined>): JsonValue {
  // Neither in a block nor failed, as far as is known.
  if (!read.ok) return { success: false, error: [read.error.message], status: 'pending', receipt: [] };
  if (read.value === undefined) return { success: true, error: [], status: 'pending', receipt: [] };
  const { status, blockNumber: block_number, txHash: tx_hash } = read.value;
  return { success: true, error: [], status, receipt: [{ block_number, tx_hash }] };
}
