/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export {
  CALL_TIMEOUT_MS,
  IPFS_BINARY_PATH,
  IPFS_MULTIADDR,
  MAX_RETRY_DELAY_MS,
  REGISTRY_EXPIRED_PERIOD_SEC,
  REGISTRY_PERIOD_SEC,
  REGISTRY_RENEW_PERIOD_SEC,
  REGISTRY_REPLICATE_PERIOD_SEC,
  RETRY_DELAY_MS,
  TRUST_GRAPH_MAX_CHAIN_LEN,
  TRUST_GRAPH_ROOT,
} from './constants.js';
