// `npm run check-packages`: packs every published package and has publint and arethetypeswrong look at the tarballs. They are run
// by npx, 60 MB that nobody else needs. `--release` refuses what must not be published yet.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './prepare.mjs';

const PUBLINT = 'publint@0.3.25';
const ATTW = '@arethetypeswrong/cli@0.18.5';

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
const published = readdirSync(path.join(root, 'packages'))
  .map((folder) => manifestOf(`packages/${folder}`))
  .filter((manifest) => !manifest.private);

if (process.argv.includes('--release')) requireAddress(manifestOf('.').repository.url);
const folder = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-packages-'));
try {
  const failed = pack().filter((tarball) => !isClean(tarball));
  for (const tarball of failed) console.error(`${path.basename(tarball)} is not fit to be published.`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Provenance names the repository, and npm refuses a package that names another. */
function requireAddress(url) {
  if (!new URL(url.replace(/^git\+/, '')).hostname.endsWith('.example')) return;
  console.error(`"repository" in package.json still is ${url}: write where it is, then npm run manifests.`);
  process.exit(1);
}

function pack() {
  const workspaces = published.flatMap(({ name }) => ['--workspace', name]);
  run('npm', ['pack', ...workspaces, '--ignore-scripts', '--silent', '--pack-destination', folder], 'ignore');
  return readdirSync(folder).map((file) => path.join(folder, file));
}

function isClean(tarball) {
  console.log(path.basename(tarball));
  const isFit = npx(PUBLINT, ['publint', 'run', '--strict', tarball]);
  // These are ES modules, which CommonJS loads by `import()`, or by `require` from Node.js 22.12 on.
  return npx(ATTW, ['attw', '--profile', 'esm-only', '--format', 'ascii', '--quiet', tarball]) && isFit;
}

function npx(tool, args) {
  return run('npx', ['--yes', '--package', tool, '--', ...args], 'inherit');
}

function run(command, args, stdout) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] }).status === 0;
}
