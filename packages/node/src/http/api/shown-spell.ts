import type { SpellView } from '@noctiluca/spells';
import { MAX_SHOWN_ERRORS, MAX_SHOWN_VALUES, SHOWN_VALUE_CHARS } from '../../constants.js';
import type { ListedParts } from '../components.js';
import { type Scoped, scopeName } from './scopes.js';

const shownError = ({ error_code, instruction, message }: ErrorText) => ({
  ...{ code: error_code, instruction: cut(instruction), message: cut(message) },
});
type ErrorText = { error_code: number; instruction: string; message: string };

/** As it stands in a list. */
export function shown({ key, scope, record }: Scoped, spell: SpellView) {
  const last = spell.lastError();
  return {
    key,
    scope: scopeName(scope),
    spellId: spell.spellId,
    aliases: record.aliases,
    ownerId: record.ownerId,
    version: spell.version,
    scriptCid: spell.scriptCid,
    trigger: spell.triggerConfig,
    nextRunMs: spell.nextRunMs ?? null,
    lastRunMs: spell.lastRunMs ?? null,
    isRunning: spell.isRunning,
    runs: spell.runs,
    lastError: last === undefined ? null : { particleId: last.particleId, ...shownError(last.error) },
  };
}

/** With all that is shown of it; undefined when there is none. */
export function detailOf(idOrAlias: string, scope: Scoped['scope'], { host, spells }: ListedParts) {
  const spell = spells.get(scope, idOrAlias);
  const record = spell && host.services.resolve(scope, spell.spellId);
  if (spell === undefined || record === undefined) return undefined;
  return {
    ...shown({ key: `${scopeName(scope)}/${spell.spellId}`, scope, record }, spell),
    script: spell.script,
    logs: spell.logs().map(({ timestamp, message }) => ({ timestamp, message: cut(message) })),
    errors: spell.errors().map(({ particle_id, errors }) => ({
      particleId: particle_id,
      errors: errors
        .slice(-MAX_SHOWN_ERRORS)
        .map(({ last_error }) => ({ ...shownError(last_error), peerId: last_error.peer_id })),
    })),
    values: valuesOf(spell),
  };
}

function valuesOf(spell: SpellView) {
  const values: { key: string; value: string | number }[] = [];
  for (const [key, value] of spell.values()) {
    if (values.length >= MAX_SHOWN_VALUES) break;
    values.push({ key, value: typeof value === 'string' ? cut(value) : value });
  }
  return values;
}

const cut = (text: string) =>
  text.length <= SHOWN_VALUE_CHARS ? text : `${text.slice(0, SHOWN_VALUE_CHARS - 1)}…`;
