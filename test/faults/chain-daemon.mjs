// A chain as the daemon of a local network has it: its process is started again when it ends, an indexer follows it, and all of it goes
// on from what is kept. `chain-daemon.ts` kills either.
import { createIndexer, createLocalChain } from '@noctiluca/chain';
import { startSupervisedChain } from '../../packages/local-network/dist/chain/supervised-chain.js';

const [dir, chainPort, indexerPort] = process.argv.slice(2);
/** Blocks come soon enough for a round. */
const BLOCK_PERIOD_MS = 1000;

const say = (message) => process.send(message);
let current;

const components = {
  create(init, parts) {
    current = createLocalChain({ ...init, blockPeriodMs: BLOCK_PERIOD_MS }, parts);
    return current;
  },
  report() {},
  onFate: ({ lost }) => say(lost === undefined ? { anvil: current.describe().pid } : { lost }),
  async onUpAgain() {},
};

process.once('disconnect', () => process.exit(0));
try {
  const { signal } = new AbortController();
  const chain = await startSupervisedChain({ dir, port: Number(chainPort) }, components, signal);
  const indexer = createIndexer({ port: Number(indexerPort) }, { chain });
  await indexer.start(signal);
  say({ anvil: current.describe().pid });
  say({ ready: true });
} catch (error) {
  say({ failed: String(error?.stack ?? error) });
}
