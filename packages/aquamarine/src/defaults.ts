/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export { MAX_ACTORS, RECORDING_MAX_BYTES, STOP_GRACE_MS } from './constants.js';
