/** Id of the chain that a local network stands in for (spec/deals.md §1). */
export const LOCAL_CHAIN_ID = 31_337;
