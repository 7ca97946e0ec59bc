// Clients and a relay in processes of their own, whose connections are cut in all the ways there are, for many rounds:
// `npm run test:cuts [-- <rounds> [<seed>]]`. 200 rounds take 20 minutes; `npm test` has four.
import { prepare, run } from './prepare.mjs';

const [rounds = '200', seed] = process.argv.slice(2);
if (!/^[1-9]\d{0,5}$/.test(rounds) || (seed !== undefined && !/^\d{1,10}$/.test(seed))) {
  console.error('npm run test:cuts [-- <rounds> [<seed>]]');
  process.exit(1);
}
prepare();
run('npx', ['vitest', 'run', '--root', 'test', 'faults/real-cuts', '--disableConsoleIntercept'], {
  NOCTILUCA_ROUNDS: rounds,
  ...(seed !== undefined && { NOCTILUCA_SEED: seed }),
});
