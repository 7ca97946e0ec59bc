/** What settings are when nobody says anything. The configuration of a node has its defaults from here. */
export {
  STORAGE_MAX_BYTES,
  TMP_MAX_BYTES,
} from './constants.js';
