import type { Spells } from '@noctiluca/spells';

/** What steps on spells need of the spells of a peer. */
export type SpellsPort = Pick<Spells, 'install' | 'update' | 'remove' | 'get'>;
