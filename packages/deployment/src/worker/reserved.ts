import {
  CLOCKS_KEY,
  DEAL_KEY,
  DEFINITION_KEY,
  IPFS_KEY,
  JOURNAL_KEY,
  STATUS_KEY,
  WORKER_SPELL,
} from './constants.js';

/**
 * What the worker spell keeps under its own keys, besides the aliases it notes: a service of that name would overwrite
 * it. And what the peer itself calls so.
 */
const RESERVED: ReadonlySet<string> = new Set([
  ...[WORKER_SPELL, 'spell', 'self', '.', '..', '__proto__'],
  ...[IPFS_KEY, DEAL_KEY, DEFINITION_KEY, CLOCKS_KEY, JOURNAL_KEY, STATUS_KEY],
  ...['hw_counter', 'hw_trigger', '-relay-'],
]);
/** Beginnings of the keys of what it notes of an alias (spec/fluence-cli.md §3, Phase D). */
const RESERVED_BEGINNING = /^(blueprint|trigger_config|init_args):/;
/** What the host takes for an alias. */
const NAME = /^[^/\\\0]+$/;
const NAME_MAX_BYTES = 255;

/** Whether a service or spell of a worker may have that name. */
export function mayBeAlias(name: string): boolean {
  const isName = NAME.test(name) && Buffer.byteLength(name) <= NAME_MAX_BYTES;
  return isName && !RESERVED.has(name) && !RESERVED_BEGINNING.test(name);
}
