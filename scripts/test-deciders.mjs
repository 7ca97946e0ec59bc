// A peer whose deals come and go, the chain and its indexer, killed at random moments for many rounds while calls fail and transactions
// are lost: `npm run test:deciders [-- <rounds> [<seed>]]`. 500 rounds take an hour and a half; `npm test` has three.
import { prepare, run } from './prepare.mjs';

const [rounds = '500', seed] = process.argv.slice(2);
if (!/^[1-9]\d{0,5}$/.test(rounds) || (seed !== undefined && !/^\d{1,10}$/.test(seed))) {
  console.error('npm run test:deciders [-- <rounds> [<seed>]]');
  process.exit(1);
}
prepare();
run('npx', ['vitest', 'run', '--root', 'test', 'faults/decider-kill', '--disableConsoleIntercept'], {
  NOCTILUCA_ROUNDS: rounds,
  ...(seed !== undefined && { NOCTILUCA_SEED: seed }),
});
