import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, startScript } from './utils/command.js';
import { blocksOf } from './utils/readme.js';
import { tempDir } from './utils/temp-dir.js';

/** Packages whose example needs a network that is up, or what one recorded: it has the types, and is not run. */
const NEED_A_NETWORK = ['cli', 'client', 'local-network', 'registry', 'replay'];
const pageOf = (name: string) => `packages/${name}/README.md`;
const named = readdirSync(path.join(repository, 'packages')).filter((name) =>
  existsSync(path.join(repository, pageOf(name))),
);
const pages = new Map([...named.map((name) => [name, pageOf(name)] as const), ['noctiluca', 'README.md']]);
const run = [...pages.keys()].filter((name) => !NEED_A_NETWORK.includes(name));

/** Inside the repository, where the packages are found. */
const folder = path.join(repository, '.cache', 'package-readmes');
const TSCONFIG = {
  extends: '../../tsconfig.base.json',
  compilerOptions: { outDir: 'js', rootDir: '.', composite: false, declaration: false },
  include: ['*.ts'],
};

describe('the example in the page of a package, and in that of all', () => {
  let cwd: Awaited<ReturnType<typeof tempDir>>;

  beforeAll(async () => {
    cwd = await tempDir('package-readmes');
    await symlink(path.join(repository, 'services'), path.join(cwd.path, 'services'));
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    for (const [name, page] of pages) await writeExample(name, page);
  });
  afterAll(() => Promise.all([cwd.remove(), rm(folder, { recursive: true, force: true })]));

  it('has the types of the package', async () => {
    const tsc = path.join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(await startScript(tsc, ['-p', folder]).finished).toMatchObject({ code: 0, stdout: '' });
  });

  it.each(run)('runs: %s', async (name) => {
    const { code, stdout, stderr } = await startScript(path.join(folder, 'js', `${name}.js`), [], cwd.path)
      .finished;
    expect({ code, stderr: stderr.replace(/^\{.*\n/gm, '') }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toBe('');
  });
});

async function writeExample(name: string, page: string): Promise<void> {
  const blocks = await blocksOf(path.join(repository, page));
  const [example] = blocks.filter(({ language }) => language === 'ts');
  if (example === undefined) throw new Error(`${page} has no example`);
  await writeFile(path.join(folder, `${name}.ts`), example.text);
}
