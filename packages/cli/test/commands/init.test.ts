import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../../src/project/fluence-yaml.js';
import { runCli } from '../utils/run-cli.js';

/** Version of a package in a folder of this repository. */
const versionIn = (folder: string): string =>
  JSON.parse(readFileSync(new URL(`../../../../${folder}/package.json`, import.meta.url), 'utf8')).version;
const codeOf = (stdout: string) => (JSON.parse(stdout) as { error: { code: string } }).error.code;

describe('init', () => {
  it.each(['minimal', 'quickstart'])(
    'begins a %s project whose Aqua compiles without an installation',
    async (template) => {
      const folder = tempFolder();
      expect(await runCli(folder.root, ['init', 'mine', '-t', template, '--no-input'])).toMatchObject({
        exitCode: 0,
      });
      const { project, warnings } = await loadProject(folder.at('mine'));
      expect(warnings).toEqual([]);
      expect(Object.keys(project.services)).toEqual(template === 'quickstart' ? ['greeter'] : []);
      expect(await runCli(folder.at('mine'), ['aqua'])).toMatchObject({ exitCode: 0 });
      expect(existsSync(folder.at('mine/src/compiled-aqua/main.js'))).toBe(true);
      expect(folder.read('mine/.gitignore')).toContain('.fluence/secrets/');
    },
  );

  it('begins it where it is called, beside files of other names', async () => {
    const folder = tempFolder({ 'notes.txt': 'mine' });
    expect(await runCli(folder.root, ['init', '-t', 'minimal'])).toMatchObject({ exitCode: 0 });
    expect(folder.read('notes.txt')).toBe('mine');
    expect(existsSync(folder.at('fluence.yaml'))).toBe(true);
  });

  it.each([['fluence.yaml'], ['fluence.yml'], ['README.md'], ['src/aqua/main.aqua']])(
    'writes nothing where there is %s',
    async (file) => {
      const folder = tempFolder({ [file]: 'mine' });
      const before = readdirSync(folder.root, { recursive: true }).sort();
      const { stdout, exitCode } = await runCli(folder.root, ['init', '--json']);
      expect(codeOf(stdout)).toBe('PROJECT_EXISTS');
      expect(exitCode).toBe(1);
      expect(readdirSync(folder.root, { recursive: true }).sort()).toEqual(before);
      expect(folder.read(file)).toBe('mine');
    },
  );

  it('leaves nothing half made', async () => {
    const folder = tempFolder({ 'mine/src': 'a file where a folder should be' });
    const { exitCode } = await runCli(folder.root, ['init', 'mine', '--json']);
    expect(exitCode).toBe(1);
    expect(readdirSync(folder.at('mine'))).toEqual(['src']);
  });

  it.each(['ts', 'js'])('begins an app in upstream’s places with the template %s', async (template) => {
    const folder = tempFolder();
    expect(await runCli(folder.root, ['init', '-t', template])).toMatchObject({ exitCode: 0 });
    const { project, warnings } = await loadProject(folder.root);
    expect(warnings).toEqual([]);
    const app = folder.at('src/frontend/src');
    expect(project.relaysPaths).toEqual([app]);
    expect(project.compileAqua).toMatchObject({
      frontend: { input: folder.at('src/aqua'), output: `${app}/compiled-aqua`, target: template },
    });
    expect(JSON.parse(folder.read('src/frontend/src/relays.json'))).toHaveLength(3);
    expect(await runCli(folder.root, ['aqua'])).toMatchObject({ exitCode: 0 });
    expect(existsSync(`${app}/compiled-aqua/main.${template}`)).toBe(true);
    const ignored = folder.read('.gitignore').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining(['src/frontend/src/relays.json', 'src/frontend/src/compiled-aqua/']),
    );
  });

  it.each(['ts', 'js'])(
    'has an app of %s that takes the client and the tools of this repository',
    async (template) => {
      const folder = tempFolder();
      await runCli(folder.root, ['init', '-t', template]);
      const { dependencies, devDependencies } = JSON.parse(folder.read('src/frontend/package.json'));
      const client = versionIn('packages/client');
      expect(dependencies).toEqual({ '@fluencelabs/js-client': `npm:@noctiluca/client@${client}` });
      const tools = Object.keys(devDependencies).map((name) => [name, versionIn(`node_modules/${name}`)]);
      expect(devDependencies).toEqual(Object.fromEntries(tools));
      expect(tools).toHaveLength(template === 'ts' ? 2 : 1);
    },
  );

  it('knows no template that it does not have', async () => {
    const { stderr, exitCode } = await runCli(tempFolder().root, ['init', '-t', 'tsx']);
    expect(stderr).toContain('quickstart');
    expect(exitCode).not.toBe(0);
  });
});
