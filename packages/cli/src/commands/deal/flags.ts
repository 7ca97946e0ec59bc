import type { ChainFlags } from '../../chain/session.js';

/** Flags of commands about deals that are there. */
export interface DealFlags extends ChainFlags {
  readonly dealIds?: string;
}
