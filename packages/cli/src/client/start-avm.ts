import { createAvmPool } from '@noctiluca/avm';
import type { StartingAvm } from './call-host.js';

/** Starts AquaVM in a thread of its own: what takes it 0.2 s goes on beside what the caller does meanwhile. */
export function startAvm(): StartingAvm {
  const pool = createAvmPool({ threads: 1 });
  const started = pool.start(new AbortController().signal);
  // Told where AquaVM is first used; until then nobody waits for it.
  started.catch(() => {});
  return { pool, started };
}
