import { mergeLayers } from '@noctiluca/node';
import type { ChainAccess } from '../chain/network-chain.js';
import { walletOf } from '../chain/offered-peers.js';
import type { ProviderTerms } from '../chain/provider-terms.js';
import type { PeerSpec } from '../peer/peer-spec.js';

interface OfNetwork {
  /** Files beside which the package of the chain may be installed. */
  readonly places: readonly string[];
  readonly terms: Pick<ProviderTerms, 'peers'>;
}

/**
 * Seconds between runs of the decider that no event of the chain has brought about. The chain's blocks tell of its time as well, and
 * whoever moves the clocks by a day waits for all runs of it.
 */
const DECIDER_PERIOD_SEC = 3600;

/** A peer that takes part in the chain, with the account that it has there; settings of who made the network count more. */
export function withChain(spec: PeerSpec, access: ChainAccess, { places, terms }: OfNetwork): PeerSpec {
  const chain_config = {
    http_endpoint: access.rpc,
    diamond_contract_address: access.facade,
    network_id: access.chainId,
    wallet_key: walletOf(spec, terms),
  };
  const system_services = { decider: { decider_period_sec: DECIDER_PERIOD_SEC } };
  const settings = mergeLayers([{ chain_config, system_services }, spec.settings]);
  return { ...spec, chainPlaces: places, settings };
}
