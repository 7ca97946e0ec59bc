/** What of upstream's 0.16.3 is about its chain and not here, and what to use instead. Names as upstream's files have them. */
export interface ChainGroup {
  readonly brief: string;
  /** Command to what does the same here, as far as anything does. */
  readonly commands: Readonly<Record<string, string>>;
}

/** spec/fluence-cli.md §1.3 */
export const CHAIN_GROUPS = {
  deal: {
    brief: 'Deals of a chain',
    commands: { logs: '"fluence workers logs" prints what worker spells log' },
  },
  provider: { brief: 'Offers and commitments of a provider on a chain', commands: {} },
  delegator: { brief: 'Collateral of capacity commitments on a chain', commands: {} },
  chain: { brief: 'Contracts of a chain', commands: {} },
} as const satisfies Readonly<Record<string, ChainGroup>>;

/** Whether words name a command that is not here. */
export function isRefused(group: string, command: string | undefined): boolean {
  if (!Object.hasOwn(CHAIN_GROUPS, group) || command === undefined) return false;
  const { commands }: ChainGroup = CHAIN_GROUPS[group as keyof typeof CHAIN_GROUPS];
  return Object.hasOwn(commands, command);
}
