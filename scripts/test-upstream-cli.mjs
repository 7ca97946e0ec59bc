// Installs the real upstream CLI 0.16.3 with Node.js 18 (330 MB, once) and runs test/upstream-cli against a local network.
// NOCTILUCA_UPSTREAM_CLI names another folder to keep it in.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
const folder = process.env.NOCTILUCA_UPSTREAM_CLI ?? path.join(cache, 'noctiluca', 'upstream-cli-0.16.3');
// Upstream demands Node.js 18 and no other.
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const nodeFile = path.join(folder, 'node_modules', nodePackage, 'bin', 'node');
const cliFile = path.join(folder, 'node_modules', '@fluencelabs', 'cli', 'bin', 'run.js');

/** The CLI leaves its dependencies afloat; with what npm finds today it does not start (spec/fluence-cli.md §7). */
const manifest = {
  private: true,
  dependencies: { '@fluencelabs/cli': '0.16.3', [nodePackage]: '18' },
  overrides: { 'countly-sdk-nodejs': '20.4.0', mortice: '3.0.4', '@libp2p/peer-store': '10.0.8' },
};

if (!existsSync(nodeFile) || !existsSync(cliFile)) {
  console.log(`Installing @fluencelabs/cli 0.16.3 and ${nodePackage}@18 into ${folder} (330 MB) …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // no scripts: nothing of it has to be built
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
}
run('npm', ['run', 'build', '--silent'], root);
run(
  process.execPath,
  [
    path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--root',
    'test/upstream-cli',
    ...process.argv.slice(2),
  ],
  root,
  { UPSTREAM_NODE: nodeFile, UPSTREAM_CLI: cliFile },
);

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
