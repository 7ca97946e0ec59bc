import { CliError } from '../errors.js';

const UNKNOWN = { peer: "Peer doesn't exist", offer: "Offer doesn't exist" } as const;

/** Whether the market refused because it does not have such a thing: its words are upstream's (spec/deals.md §3.2). */
export const isUnknown = (error: unknown, what: keyof typeof UNKNOWN): boolean =>
  error instanceof CliError && error.code === 'CHAIN_REFUSED' && error.message.includes(UNKNOWN[what]);
