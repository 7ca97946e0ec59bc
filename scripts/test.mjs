// `npm test`: installs, builds, checks types and runs every test; those of the explorer in a browser where one is installed.
// Arguments go to vitest.
import { folder } from './chromium.mjs';
import { isInstalled } from './from-npm.mjs';
import { prepare, run } from './prepare.mjs';

prepare();
run('npm', ['run', '--silent', 'check-types']);
if (!isInstalled(folder))
  console.log(
    'The explorer is not tested in a browser: none is installed; npm run test:browser installs one.',
  );
run('npx', ['vitest', 'run', ...process.argv.slice(2)]);
