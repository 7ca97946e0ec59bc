import { CLOCKS_KEY, DEFINITION_KEY, IPFS_KEY } from '@noctiluca/deployment';
import type { TriggerConfig } from '../../spells/trigger-config.js';
import { parsedJson } from './installation.js';

/** Nothing triggers it: of a worker spell that is installed before it has the name. */
export const RESTING: TriggerConfig = {
  blockchain: { start_block: 0, end_block: 0 },
  clock: { start_sec: 0, end_sec: 0, period_sec: 0 },
  connections: { connect: false, disconnect: false },
};

/** What a worker spell was given of the one before it, and the last change it has made. */
const TAKEN_OVER_KEY = 'h_notes';
const APPLIED_KEY = 'applied_change';

/** Looked at beside the notes. */
export const RENEWAL_KEYS: readonly string[] = [TAKEN_OVER_KEY, APPLIED_KEY];

/** Given to a worker spell when it is installed, and no notes of its own. */
const GIVEN = new Set<string>([IPFS_KEY, DEFINITION_KEY, CLOCKS_KEY, ...RENEWAL_KEYS]);

/** A string that a worker spell has stored. */
export interface Note {
  readonly key: string;
  readonly value: string;
}

/** What a worker spell has stored, and, of one that took over and has not run yet, what it will have. */
export function withTakenOver(stored: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (stored.has(APPLIED_KEY)) return stored;
  const pending = notesIn(stored.get(TAKEN_OVER_KEY));
  return new Map([...pending.map(({ key, value }) => [key, value] as const), ...stored]);
}

/** What a worker spell has noted of services and spells, for the one that takes over. */
export function renewedNotes({ notes }: { readonly notes: ReadonlyMap<string, string> }): Note[] {
  return [...notes].filter(([key]) => !GIVEN.has(key)).map(([key, value]) => ({ key, value }));
}

function notesIn(json: string | undefined): readonly Note[] {
  const list = parsedJson(json);
  return Array.isArray(list) ? list.filter(isNote) : [];
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null || !('key' in value && 'value' in value)) return false;
  return typeof value.key === 'string' && typeof value.value === 'string';
}
