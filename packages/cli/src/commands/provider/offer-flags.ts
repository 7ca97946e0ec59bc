import type { ChainFlags } from '../../chain/session.js';

/** Flags of commands about offers. */
export interface OfferFlags extends ChainFlags {
  readonly offers?: string;
  readonly offerIds?: string;
}
