import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { packAll } from '../utils/installed.js';
import { findNodes } from '../utils/nodes.js';
import { blocksOf } from '../utils/readme.js';
import { shell } from '../utils/shell.js';
import { startTarballRegistry, type TarballRegistry } from '../utils/tarball-registry.js';
import { tempDir } from '../utils/temp-dir.js';

const ANSWERS = 3;
/** Everything comes from npm, and others may be at work here. */
const PATIENCE_MS = 600_000;
const { nodes, ...none } = await findNodes();
const why = process.env.NOCTILUCA_ALL_NODES
  ? 'reason' in none && none.reason
  : 'installs everything from npm with an empty cache: "npm run test:installed"';
if (why) it.skip(`the README's first blocks on a machine with Node.js and npm alone: ${why}`);

describe.skipIf(why)('on a machine with Node.js and npm alone', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let registry: TarballRegistry;
  let install: string;
  let commands: string;

  beforeAll(async () => {
    folder = await tempDir('first-block');
    await packAll(path.join(folder.path, 'tarballs'));
    const others = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
    registry = await startTarballRegistry(path.join(folder.path, 'tarballs'), others);
    const blocks = await blocksOf(path.join(repository, 'README.md'));
    install = blocks[0]!.text;
    commands = blocks.find(({ text }) => text.startsWith('fluence init my-project'))!.text;
  });
  afterAll(async () => {
    await registry.close();
    await folder.remove();
  });

  it.each(Object.entries(nodes ?? {}))(
    "the README's first blocks work as they stand on Node.js %s",
    async (version, node) => {
      const { home, env } = await machine(path.join(folder.path, version), node);
      const begun = performance.now();
      const installed = await shell(install, home, env);
      expect({ ...installed, stderr: wordsOf(installed.stderr) }).toMatchObject({ code: 0, stderr: [] });
      const ready = performance.now();
      const { code, stdout, stderr } = await shell(commands, home, env);
      const ended = performance.now();
      await shell('fluence local down', path.join(home, 'my-project'), env);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.match(/Hi, you/g)).toHaveLength(ANSWERS);
      expect(stdout.match(/Hi, from all workers/g)).toHaveLength(ANSWERS);
      const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
      const count = packagesIn(path.join(home, 'lib/node_modules'));
      console.log(
        `Node.js ${version}: ${count} packages installed in ${seconds(ready - begun)}, the block ran in ${seconds(ended - ready)}`,
      );
    },
    PATIENCE_MS,
  );

  /** A home with a Node.js, npm and an empty cache of it; the well-known ports are somebody else's while tests run. */
  async function machine(home: string, node: string) {
    const bin = path.join(home, 'path');
    await mkdir(bin, { recursive: true });
    await symlink(node, path.join(bin, 'node'));
    const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
    await command(path.join(bin, 'npm'), `exec "${node}" "${npm}/npm/bin/npm-cli.js" "$@"`);
    const free = 'case "$1 $2" in "local up") set -- "$@" --free-ports ;; esac';
    await command(path.join(bin, 'fluence'), `${free}\nexec "${home}/bin/fluence" "$@"`);
    const env = {
      ...{ HOME: home, PATH: `${bin}:/usr/bin:/bin` },
      ...{ npm_config_registry: registry.url, npm_config_prefix: home },
      ...{ npm_config_cache: path.join(home, 'cache'), npm_config_update_notifier: 'false' },
    };
    return { home, env };
  }
});

async function command(file: string, text: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

/** What npm complains of, but for scripts that need not run: lmdb and its codec have builds for this platform. */
function wordsOf(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn install-scripts'));
}

/** Packages under a folder of modules, whichever way they stand in each other. */
function packagesIn(modules: string): number {
  return readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) => {
    if (!/(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(file)) return false;
    return 'version' in (JSON.parse(readFileSync(path.join(modules, file), 'utf8')) as object);
  }).length;
}
