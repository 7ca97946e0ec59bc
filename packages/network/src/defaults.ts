/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export {
  BOOTSTRAP_FREQUENCY,
  DEFAULT_NETWORK_ID,
  IDLE_TIMEOUT_MS,
  INBOUND_QUEUE_SIZE,
  KAD_BAN_COOLDOWN_MS,
  KAD_FAIL_THRESHOLD,
  KAD_QUERY_TIMEOUT_MS,
  MAX_CONNECTIONS_PER_PEER,
  SOCKET_TIMEOUT_MS,
  UPGRADE_TIMEOUT_MS,
} from './constants.js';
