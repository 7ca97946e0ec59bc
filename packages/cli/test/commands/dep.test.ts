import { existsSync } from 'node:fs';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

/** npm without a registry: whatever is not in a folder here cannot be had. */
const OFFLINE = {
  ...(process.env as Record<string, string>),
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_fetch_retries: '0',
};

const PROJECT = `version: 8 # ours
aquaDependencies:
  "@me/lib": file:./lib
compileAqua:
  main: { input: main.aqua, output: out, target: air }
`;

const project = () =>
  tempFolder({
    'fluence.yaml': PROJECT,
    'lib/package.json': '{"name": "@me/lib", "version": "1.2.3"}',
    'lib/lib.aqua': 'aqua Lib declares *\n\nfunc answer() -> u32:\n    <- 42\n',
    'main.aqua':
      'aqua Main\nimport "@me/lib/lib.aqua"\nexport main\n\nfunc main() -> u32:\n    x <- answer()\n    <- x\n',
  });

const dep = async (folder: TempFolder, ...argv: string[]) => {
  const { stdout, exitCode } = await runCli(folder.root, ['dep', ...argv, '--json'], OFFLINE);
  return { exitCode, json: JSON.parse(stdout) as Record<string, unknown> };
};

// npm itself runs, and takes seconds on a busy machine
describe('dep', { timeout: 60_000 }, () => {
  it.each([['install'], ['i'], ['npm', 'i']])(
    'installs with `%s %s` what the project names, so that its Aqua compiles',
    async (...words) => {
      const folder = project();
      expect(await runCli(folder.root, ['aqua', '--dry'])).toMatchObject({ exitCode: 1 });
      expect(await dep(folder, ...words)).toMatchObject({
        exitCode: 0,
        json: { dependencies: { '@me/lib': 'file:./lib' } },
      });
      expect(await runCli(folder.root, ['aqua', '--dry'])).toMatchObject({ exitCode: 0 });
      expect(folder.read('fluence.yaml')).toBe(PROJECT);
    },
  );

  it('leaves the project as it is when a package cannot be had, and says why', async () => {
    const folder = project();
    expect(await dep(folder, 'install', 'nowhere-to-be-found@1.0.0')).toMatchObject({
      exitCode: 1,
      json: { error: { code: 'DEPENDENCY_FAILED', message: expect.stringContaining('ECONNREFUSED') } },
    });
    expect(folder.read('fluence.yaml')).toBe(PROJECT);
  });

  it.each(['../lib', '@me', 'lib; rm -rf x', '--global', 'lib@1&x', ''])(
    'takes %j for no package',
    async (name) => {
      const { stdout } = await runCli(project().root, ['dep', 'install', '--json', '--', name], OFFLINE);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'BAD_ARGUMENT' } });
    },
  );

  it('takes a package out of the project and of its folder', async () => {
    const folder = project();
    await dep(folder, 'install');
    expect(existsSync(folder.at('.fluence/aqua-dependencies/node_modules/@me/lib'))).toBe(true);
    expect(await dep(folder, 'uninstall', '@me/lib')).toMatchObject({
      exitCode: 0,
      json: { dependencies: {} },
    });
    expect(existsSync(folder.at('.fluence/aqua-dependencies/node_modules/@me/lib'))).toBe(false);
    expect(folder.read('fluence.yaml')).not.toContain('@me/lib');
    expect(await dep(folder, 'uninstall', '@me/lib')).toMatchObject({
      json: { error: { code: 'BAD_ARGUMENT' } },
    });
  });

  it('keeps the project as it is when the packages that go with fluence cannot be had', async () => {
    const folder = project();
    expect(await dep(folder, 'reset')).toMatchObject({
      exitCode: 1,
      json: { error: { code: 'DEPENDENCY_FAILED' } },
    });
    expect(folder.read('fluence.yaml')).toBe(PROJECT);
  });

  it('prints the versions of the project beside those that come with fluence', async () => {
    const folder = project();
    expect((await dep(folder, 'versions')).json).toMatchObject({
      'node version': process.versions.node,
      'aqua dependencies': { '@me/lib': 'file:./lib', '@fluencelabs/aqua-lib': expect.any(String) },
    });
    expect((await dep(folder, 'v', '--default')).json['aqua dependencies']).not.toHaveProperty('@me/lib');
  });
});
