// The compliance suite on the newest patch releases of libp2p, in a folder of its own: would an update break a patch, or the
// wire? Nothing of this checkout changes. A part that moved is named in the first lines of test/libp2p/patches.
//
//   npm run test:newest-libp2p -w @noctiluca/network [~|^]
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SUITE = [
  'test/libp2p',
  'test/exchange.test.ts',
  'test/acceptance.test.ts',
  'test/js-client.test.ts',
  'test/lane',
];
/** Taken from this checkout: not what is tried. */
const OURS = ['vitest', 'fast-check', '@fluencelabs'];

const [range = '~'] = process.argv.slice(2);
const here = fileURLToPath(new URL('..', import.meta.url));
const modules = path.resolve(here, '../../node_modules');
const folder = await mkdtemp(path.join(tmpdir(), 'newest-libp2p-'));

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}`);
}

const isLibp2p = (name) => /^(@libp2p\/|@multiformats\/|libp2p$)/.test(name);

function rangeOf(name, version) {
  if (name.startsWith('@noctiluca/')) return `file:${path.resolve(here, '..', name.split('/')[1])}`;
  return isLibp2p(name) ? `${range}${version}` : version;
}

try {
  const { dependencies } = JSON.parse(await readFile(path.join(here, 'package.json'), 'utf8'));
  const newest = Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [name, rangeOf(name, version)]),
  );
  const manifest = { name: 'newest-libp2p', private: true, type: 'module', dependencies: newest };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  for (const name of ['src', 'test', 'package.json', 'vitest.config.ts'])
    await cp(path.join(here, name), path.join(folder, 'packages/network', name), { recursive: true });
  for (const name of ['vitest.shared.ts', 'tsconfig.base.json'])
    await cp(path.join(here, '../..', name), path.join(folder, name));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts']);
  for (const name of OURS) await symlink(path.join(modules, name), path.join(folder, 'node_modules', name));
  run('npm', ['ls', '--depth=0']);
  run(process.execPath, [
    path.join(modules, 'vitest/vitest.mjs'),
    'run',
    '--root',
    'packages/network',
    ...SUITE,
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
