/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export { DEFAULT_DEADLINE_MS, DEFAULT_LIMITS, PATIENCE_MS } from './constants.js';
