import type { PeerChain } from '@noctiluca/chain/peer';
import { messageOf } from '@noctiluca/common/thrown';
import {
  any,
  type BuiltinCall,
  type BuiltinService,
  builtin,
  fields,
  HostError,
  listOf,
  none,
  peerId,
  required,
  text,
} from '@noctiluca/host';
import { dealJson, receiptJson } from './connector-json.js';
import { onchainWorkerId } from './onchain-worker-id.js';

export interface ConnectorBuiltinsComponents {
  readonly chain: { readonly peer: Pick<PeerChain, 'deals' | 'beginRegistration' | 'receipts'> };
  readonly hostPeerId: string;
}

/** `connector`: the deals of this peer on its chain (spec/nox.md §3.12), for spells of the host. */
export function connectorBuiltins({ chain, hostPeerId }: ConnectorBuiltinsComponents): BuiltinService {
  const requireHost = ({ particle }: BuiltinCall, name: string) => {
    if (particle.initPeerId !== hostPeerId)
      throw new HostError('FORBIDDEN', `Only the root worker can call connector.${name}`);
  };
  return {
    id: 'connector',
    doc: 'The deals of this peer on the chain of `chain_config`; only there with one.',
    functions: {
      get_deals: builtin({
        doc: 'All deals that units of this peer are in.',
        args: none,
        returns: '[]DealResult',
        notes:
          'For the host. `{success, error: ?string, deal_id, deal_info: ?{status, unit_ids: [][]u8, cu_ids: []string, app_cid, onchain_worker_id}}`; `unit_ids` is for deciders up to 0.6, the same as `cu_ids`. All of them, or none: one that cannot be read is there without `success`.',
        errors: ['Only the root worker can call connector.get_deals', 'Failed to get deals: <reason>'],
        async call(_, call) {
          requireHost(call, 'get_deals');
          const { desired } = await chain.peer.deals().catch(failed('Failed to get deals'));
          return desired.deals.map(dealJson);
        },
      }),
      register_worker: builtin({
        doc: 'Tells the chain which worker this peer has for a deal; answers the hash of the transaction.',
        args: fields({
          deal_id: required(text),
          worker_id: required(peerId),
          onchain_worker_id: required(any),
        }),
        returns: 'string',
        notes:
          'For the host. The id on the chain is 64 hexadecimal digits, with or without `0x`, or 32 bytes, or a list with one such unit, as deciders up to 0.6 have it. A transaction that comes into no block is sent again for a higher fee, and still known by this hash.',
        errors: [
          'Only the root worker can call connector.register_worker',
          'Invalid onchain_worker_id: empty',
          'Only one cu_id is allowed',
          'Failed to register worker: <reason>',
        ],
        async call({ deal_id, worker_id, onchain_worker_id }, call) {
          requireHost(call, 'register_worker');
          const id = onchainWorkerId(onchain_worker_id);
          return chain.peer
            .beginRegistration(deal_id, id, worker_id)
            .catch(failed('Failed to register worker'));
        },
      }),
      get_tx_receipts: builtin({
        doc: 'What came of transactions.',
        args: fields({ tx_hashes: required(listOf(text)) }),
        returns: '[]TxReceiptResult',
        notes:
          'For the host. `{success, error: ?string, status, receipt: ?{block_number, tx_hash}}`; `status` is `pending`, `ok` or `failed`.',
        errors: [
          'Only the root worker can call connector.get_tx_receipt',
          'Failed to get tx receipts: <reason>',
        ],
        async call({ tx_hashes }, call) {
          requireHost(call, 'get_tx_receipt');
          const reads = await chain.peer.receipts(tx_hashes).catch(failed('Failed to get tx receipts'));
          return reads.map(receiptJson);
        },
      }),
    },
  };
}

const failed = (what: string) => (cause: unknown) => {
  throw new HostError('INVALID', `${what}: ${messageOf(cause)}`, { cause });
};
