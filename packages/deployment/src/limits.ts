// Every bound of this package: docs/limits.md.

/** Calls of an initialisation. Ours: each is journalled. */
export const MAX_INIT_CALLS = 1000;

/** Longest a deployment waits for a run of the worker spell that is under way, milliseconds. Ours. */
export const SUSPEND_MS = 30_000;
/** Deployments of one deal that may wait for their turn. Ours. */
export const MAX_WAITING = 16;
/** Services and spells that one deployment may want. Ours. */
export const MAX_ITEMS = 1000;
/** Largest module that is fetched, bytes. Ours: as large as a particle may bring one. */
export const MAX_MODULE_BYTES = 128 * 1024 * 1024;
/** Largest script that is fetched, bytes: longer ones are files of several blocks. */
export const MAX_SCRIPT_BYTES = 262_144;
