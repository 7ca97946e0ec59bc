// Installs the real upstream CLI 0.16.3 with Node.js 18 (330 MB, once) and runs test/upstream-cli against a local network.
// NOCTILUCA_UPSTREAM_CLI names another folder to keep it in.
import path from 'node:path';
import { cacheFolder, fromNpm, isInstalled } from './from-npm.mjs';
import { run } from './prepare.mjs';

const folder = process.env.NOCTILUCA_UPSTREAM_CLI ?? cacheFolder('upstream-cli-0.16.3');
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

if (!isInstalled(folder))
  console.log(`Installing @fluencelabs/cli 0.16.3 and ${nodePackage}@18 into ${folder} (330 MB) …`);
const reason = fromNpm(folder, manifest);
if (reason !== undefined) {
  console.error(`${reason}.`);
  process.exit(1);
}
run('npm', ['run', 'build', '--silent']);
run('npx', ['vitest', 'run', '--root', 'test/upstream-cli', ...process.argv.slice(2)], {
  ...{ UPSTREAM_NODE: nodeFile, UPSTREAM_CLI: cliFile },
});
