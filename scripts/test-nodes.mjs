// The end-to-end tests, those with js-client's specs and the client's own on each version of Node.js that this repository is for:
// `npm run test:nodes [-- <major> …]`. An hour; `npm test` has test/nodes, a minute.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { nodes } from './nodes.mjs';
import { prepare, root } from './prepare.mjs';

const SUITES = ['packages/client/', 'test/e2e/', 'test/interop/'];

const wanted = process.argv.slice(2);
const found = nodes();
if (found.nodes === undefined) {
  console.error(`${found.reason}.`);
  process.exit(1);
}
const versions = Object.entries(found.nodes).filter(
  ([version]) => wanted.length === 0 || wanted.some((major) => version.startsWith(`${major}.`)),
);
if (versions.length === 0) {
  console.error(`There is no Node.js ${wanted.join(', ')}: ${Object.keys(found.nodes).join(', ')}`);
  process.exit(1);
}
prepare();
const failed = versions.filter(([version, execPath]) => !passes(version, execPath));
for (const [version] of versions) {
  console.log(`${version}: ${failed.some(([each]) => each === version) ? 'failed' : 'passed'}`);
}
process.exit(failed.length > 0 ? 1 : 0);

function passes(version, execPath) {
  console.log(`Node.js ${version} …`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // What a test starts by the name of `node` is this one too.
  const PATH = [path.dirname(execPath), process.env.PATH].join(path.delimiter);
  const { status } = spawnSync(execPath, [vitest, 'run', ...SUITES], {
    ...{ cwd: root, stdio: 'inherit', env: { ...process.env, PATH } },
  });
  return status === 0;
}
