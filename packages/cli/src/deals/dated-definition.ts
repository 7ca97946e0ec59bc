import { resolveTriggers, type SpellTriggers } from '../workers/clocks.js';
import { type Definition, definitionOf } from '../workers/definition.js';
import type { WantedWorker } from '../workers/wanted-worker.js';

/** A definition, and what its clocks count from. */
export interface DatedDefinition extends Definition {
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
  /** Seconds since the epoch. */
  readonly atSec: number;
}

/** The definition that a deployment has, if it was made when `atMs` was. @throws CliError `PROJECT_INVALID` for a clock that makes no sense */
export function definitionAt(wanted: WantedWorker, atMs: number): DatedDefinition {
  const atSec = Math.floor(atMs / 1000);
  const triggers = resolveTriggers(wanted.spells, {}, atSec);
  return { ...definitionOf(wanted, triggers), triggers, atSec };
}

/**
 * The definition that is there, if it is what is wanted, else a new one. Clocks that count from the deployment are in it: it is
 * made as of the moment that was written beside the deal, and only what comes out the same is nothing new.
 * @param there CID of what the chain has, and when that was written
 * @throws CliError `PROJECT_INVALID` for a clock that makes no sense
 */
export function definitionNow(
  wanted: WantedWorker,
  there: { readonly appCid: string; readonly timestamp: string } | undefined,
  nowMs: number,
): DatedDefinition {
  const thenMs = Date.parse(there?.timestamp ?? '');
  if (there !== undefined && Number.isFinite(thenMs)) {
    const same = tried(() => definitionAt(wanted, thenMs));
    if (same?.cid === there.appCid) return same;
  }
  return definitionAt(wanted, nowMs);
}

/** A clock may have made sense only later. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
