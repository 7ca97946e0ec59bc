/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export {
  AWAY_WAIT_MS,
  MAX_CONCURRENT_RUNS,
  PARTICLE_TTL_MS,
} from './constants.js';
