/** What `.fluence/local.json` has of a network without peers, and with a chain. */
export const localJson = (chain: object): string =>
  JSON.stringify({ peers: [], chain, readyMs: 1, pid: process.pid, startedAt: '' });
