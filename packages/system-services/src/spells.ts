import type { Spells } from '@noctiluca/spells';

/** What the deployer needs of the spells of a peer. */
export type SpellsPort = Pick<Spells, 'install' | 'update' | 'remove' | 'get' | 'startScheduling'>;
