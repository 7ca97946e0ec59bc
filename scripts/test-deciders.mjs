// A peer whose deals come and go, on a chain that fails it now and then, killed at random moments for many rounds:
// `npm run test:deciders [-- <rounds> [<seed>]]`. 500 rounds take two hours; `npm test` has three.
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
