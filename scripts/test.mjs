// `npm test`: installs, builds, checks types and runs every test. Arguments go to vitest.
import { prepare, run } from './prepare.mjs';

prepare();
run('npm', ['run', '--silent', 'check-types']);
run('npx', ['vitest', 'run', ...process.argv.slice(2)]);
