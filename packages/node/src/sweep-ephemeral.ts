import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { NodeService } from '@noctiluca/lifecycle';

/** What peers keep in the ephemeral directory, upstream's names (spec/nox.md §7.4). */
const LEFTOVERS: readonly string[] = ['services', 'avm'];

/** Some systems hold a file of a process that has just ended for a moment. */
const MAX_RETRIES = 3;

/**
 * Removes what an earlier run of this peer left in its ephemeral directory, and nothing else there: a user may have
 * named a shared one. Links are removed, not followed. Parts that keep files in it depend on `sweep`; it depends on the
 * store, so that a second peer of this process with the same directories fails there, before it sweeps the first one's.
 */
export function createEphemeralSweep(init: { dir: string }): NodeService {
  return {
    name: 'sweep',
    dependsOn: ['store'],
    async start(signal) {
      await mkdir(init.dir, { recursive: true });
      for (const name of LEFTOVERS) {
        signal.throwIfAborted();
        await rm(path.join(init.dir, name), { recursive: true, force: true, maxRetries: MAX_RETRIES });
      }
    },
    async stop() {},
    describe: () => ({ dir: init.dir }),
  };
}
