import { MAX_RECONNECT_MS, MIN_RECONNECT_MS } from '../../constants.js';

/**
 * Milliseconds before a connection is tried again: twice as many after each failure, up to a bound, and up to half of them left
 * out, so that many peers do not come at once.
 * @param failures one after the other, at least 1
 * @param random from 0 to 1
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const most = Math.min(MIN_RECONNECT_MS * 2 ** (failures - 1), MAX_RECONNECT_MS);
  return Math.round(most * (1 - random / 2));
}
