import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { findProjectFile, findProjectRoot } from '../../src/project/find-project.js';
import { loadProject, readFluenceYaml } from '../../src/project/fluence-yaml.js';

const read = (text: string) => readFluenceYaml(text, '/p/fluence.yaml');

describe('readFluenceYaml', () => {
  it('resolves paths and fills in defaults', () => {
    const { project, warnings } = read(`
version: 8
aquaDependencies: { "@fluencelabs/aqua-lib": 0.10.2 }
aquaImports: [lib]
compileAqua:
  main: { input: src, output: out, target: air, constants: { A: 1, B: text }, noXor: true }
services: { one: { get: services/one, totalMemoryLimit: 10 MiB }, far: { get: https://example.com/x.tar.gz } }
deployments: { d: { services: [one] } }
hosts: { h: { peerIds: [local-0], services: [one] } }
customFluenceEnv: { contractsEnv: local, relays: [/ip4/127.0.0.1/tcp/9991/ws/p2p/x] }
relaysPath: front
`);
    expect(warnings).toEqual([]);
    expect(project).toMatchObject({
      file: '/p/fluence.yaml',
      rootDir: '/p',
      version: 8,
      aquaImports: ['/p/lib'],
      compileAqua: {
        main: {
          input: '/p/src',
          output: '/p/out',
          target: 'air',
          constants: { A: 1, B: 'text' },
          noXor: true,
          noRelay: false,
        },
      },
      services: {
        one: { get: '/p/services/one', totalMemoryLimit: '10 MiB' },
        far: { get: 'https://example.com/x.tar.gz' },
      },
      deployments: { d: { services: ['one'], spells: [], targetWorkers: 3 } },
      hosts: { h: { peerIds: ['local-0'], services: ['one'] } },
      relays: ['/ip4/127.0.0.1/tcp/9991/ws/p2p/x'],
      relaysPaths: ['/p/front'],
    });
  });

  it.each([
    [1, 'services: { a: { get: s } }\nrelays: [/ip4/1.2.3.4/tcp/1/ws/p2p/x]'],
    [
      2,
      'services: { a: { get: s } }\nrelays: [/ip4/1.2.3.4/tcp/1/ws/p2p/x]\naquaInputPath: src\naquaOutputTSPath: ts\naquaOutputJSPath: js\ndependencies: { npm: { x: 1.0.0 }, cargo: { marine: 0.14.0 } }\nworkers: { w: { services: [a] } }\nhosts: { w: { peerIds: [p] } }\ndeals: { w: { targetWorkers: 2 } }',
    ],
    [
      5,
      'dependencies: { npm: { x: 1.0.0 } }\ndeals: { w: { services: [a], targetWorkers: 2 } }\nservices: { a: { get: s } }',
    ],
    [
      7,
      'aquaDependencies: { x: 1.0.0 }\ndeals: { w: { services: [a], targetWorkers: 2 } }\nservices: { a: { get: s } }',
    ],
    [9, 'aquaDependencies: {}\ndeployments: { w: { pricePerCuPerEpoch: "0.3", cuCountPerWorker: 1 } }'],
    [10, 'aquaDependencies: {}'],
  ])('understands version %i without a warning', (version, text) => {
    const { project, warnings } = read(`version: ${version}\n${text}\n`);
    expect(warnings).toEqual([]);
    expect(project.version).toBe(version);
  });

  it('takes an old file for what it meant', () => {
    const { project } = read(
      'version: 2\naquaInputPath: src\naquaOutputTSPath: ts\nservices: { a: { get: s } }\nworkers: { w: { services: [a] } }\nhosts: { w: { peerIds: [p] } }\ndeals: { w: { targetWorkers: 2 } }\ndependencies: { npm: { x: 1.0.0 } }\n',
    );
    expect(project).toMatchObject({
      aquaDependencies: { x: '1.0.0' },
      compileAqua: { ts: { input: '/p/src', output: '/p/ts', target: 'ts' } },
      deployments: { w: { services: ['a'], targetWorkers: 2 } },
      hosts: { w: { peerIds: ['p'], services: ['a'] } },
    });
  });

  it('warns of keys that nobody knows, at any depth, and goes on', () => {
    const { project, warnings } = read(
      'version: 8\naquaDependencies: {}\ncolour: red\ncompileAqua: { a: { input: i, output: o, target: ts, fast: true } }\n',
    );
    expect([...warnings].sort()).toEqual([
      expect.stringContaining("'colour'"),
      expect.stringContaining("'compileAqua.a.fast'"),
    ]);
    expect(Object.keys(project.compileAqua)).toEqual(['a']);
  });

  it('warns of names that the project does not define', () => {
    const { warnings } = read(
      'version: 8\naquaDependencies: {}\ndeployments: { d: { services: [ghost] } }\n',
    );
    expect(warnings).toEqual([expect.stringContaining("deployments.d.services names 'ghost'")]);
  });

  it('takes a key without a value for an absent one, as upstream does', () => {
    const { project, warnings } = read(
      'version: 8\naquaDependencies: {}\nspells:\nservices: { a: { get: s, totalMemoryLimit: } }\nhosts: { h: { peerIds: [p], services: [a], spells: } }\n',
    );
    expect(warnings).toEqual([]);
    expect(project).toMatchObject({ spells: {}, hosts: { h: { services: ['a'], spells: [] } } });
  });

  it.each([
    ['null', ''],
    ['an empty map', '{}'],
  ])('takes the clock of a spell away with %s', (_what, clock) => {
    const text = `version: 8\nspells: { tick: { get: t, clock: ${clock} } }\n`;
    expect(read(text).project.spells.tick).toEqual({ get: '/p/t', clock: {} });
    expect(read('version: 8\nspells: { tick: { get: t } }\n').project.spells.tick).toEqual({ get: '/p/t' });
  });

  it.each([
    ['no YAML', 'version: 8\nx: [1', /fluence\.yaml:\d+:\d+ is not YAML/],
    ['no version', 'services: {}', /'version' is undefined/],
    ['a version from the future', 'version: 11', /understands 0 to 10/],
    ['a list', '- version: 8', /'version' is undefined/],
    [
      'a wrong type',
      'version: 8\ncompileAqua: { a: { input: 1, output: o, target: ts } }',
      /compileAqua\.a\.input/,
    ],
    [
      'a wrong target',
      'version: 8\ncompileAqua: { a: { input: i, output: o, target: go } }',
      /compileAqua\.a\.target/,
    ],
  ])('refuses %s and says where', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'PROJECT_INVALID' }));
    expect(() => read(text)).toThrow(message);
  });

  it('refuses a file that would swell when it is expanded', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, i) => {
        const before = 'abcdefg'[i];
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
      }),
    ].join('\n');
    expect(() => read(`version: 8\n${bomb}`)).toThrow(expect.objectContaining({ code: 'PROJECT_INVALID' }));
  });
});

describe('loadProject', () => {
  it('finds the project above a folder, under either name, and leaves the file as it is', async () => {
    const text = 'version: 2\nservices: {}\n';
    const folder = tempFolder({ 'fluence.yml': text, 'deep/er/x': '' });
    const { project } = await loadProject(folder.at('deep/er'));
    expect(project.file).toBe(folder.at('fluence.yml'));
    expect(findProjectRoot(folder.at('deep'))).toBe(folder.root);
    expect(folder.read('fluence.yml')).toBe(text);
    expect(existsSync(folder.at('.fluence'))).toBe(false);
  });

  it('fails outside of a project', async () => {
    const folder = tempFolder();
    await expect(loadProject(folder.root)).rejects.toMatchObject({ code: 'NO_PROJECT' });
  });

  it('reads the project of this repository without a warning', async () => {
    const { project, warnings } = await loadProject(fileURLToPath(import.meta.url));
    expect(warnings).toEqual([]);
    expect(findProjectFile(project.rootDir)).toBe(project.file);
    expect(project.services).toHaveProperty('greeter');
  });
});
