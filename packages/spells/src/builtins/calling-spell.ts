import type { BuiltinCall } from '@noctiluca/host';
import { SpellError } from '../errors.js';
import type { SpellHost } from '../spell-host.js';
import type { SpellStorage } from '../storage/spell-storage.js';

export interface CallingSpellComponents {
  readonly storage: SpellStorage;
  readonly host: Pick<SpellHost, 'hostPeerId' | 'scopeOf' | 'services'>;
}

export const INVALID_ID = "Invalid particle id: expected 'spell_{SPELL_ID}_{COUNTER}', got <id>";
export const NOT_ITS_PARTICLE =
  'Particle <id> is not of spell <spell_id>: <peer> made it, and there is no such spell of that peer here';

/**
 * The spell whose particle calls. Anyone may give a particle such an id: it has to be signed by the peer on which that
 * spell lives (spec/nox.md §3.11 serves anyone).
 * @returns its id @throws SpellError `NOT_THE_SPELL`
 */
export function callingSpell({ particle }: Pick<BuiltinCall, 'particle'>, host: CallingSpellHost): string {
  const { id, initPeerId } = particle;
  const spellId = /^spell_([^_]+)_\d+$/.exec(id)?.[1];
  if (spellId === undefined) {
    const expected = `expected 'spell_{SPELL_ID}_{COUNTER}', got ${id}`;
    throw new SpellError('NOT_THE_SPELL', `Invalid particle id: ${expected}`);
  }
  const scope = host.scopeOf(initPeerId);
  const record = scope === undefined ? undefined : host.services.resolve(scope, spellId);
  if (record?.serviceType === 'spell' && record.serviceId === spellId) return spellId;
  const reason = `${initPeerId} made it, and there is no such spell of that peer here`;
  throw new SpellError('NOT_THE_SPELL', `Particle ${id} is not of spell ${spellId}: ${reason}`);
}

type CallingSpellHost = Pick<SpellHost, 'scopeOf' | 'services'>;
