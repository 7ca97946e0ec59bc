/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export { DEFAULT_MAX_AHEAD_MS, DEFAULT_MAX_TTL_MS } from './constants.js';
