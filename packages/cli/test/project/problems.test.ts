import { describe, expect, it } from 'vitest';
import { readFluenceYaml } from '../../src/project/fluence-yaml.js';
import { problemsOf, requireNoProblems } from '../../src/project/problems.js';

const FILE = '/p/fluence.yaml';
const problems = (text: string) => readFluenceYaml(text, FILE).problems;
const SERVICES = 'services: { greeter: { get: s } }\nspells: { ticker: { get: t } }\n';

describe('problems of a project file', () => {
  it.each([
    [1, 'sevrices: {}', [], 'sevrices', 'services'],
    [2, 'deals: { d: { targetWorker: 1 } }', ['deals', 'd'], 'targetWorker', 'targetWorkers'],
    [3, 'deals: { w: {} }\nworkers: { w: { service: [] } }', ['workers', 'w'], 'service', 'services'],
    [4, 'hosts: { h: { peerIds: [], peerId: p } }', ['hosts', 'h'], 'peerId', 'peerIds'],
    [5, 'dependencies: { npn: {} }', ['dependencies'], 'npn', 'npm'],
    [
      6,
      'services: { s: { get: s, overideModules: {} } }',
      ['services', 's'],
      'overideModules',
      'overrideModules',
    ],
    [
      7,
      'compileAqua: { a: { input: i, output: o, target: ts, noXOR: true } }',
      ['compileAqua', 'a'],
      'noXOR',
      'noXor',
    ],
    [8, 'deploymnets: {}', [], 'deploymnets', 'deployments'],
    [
      9,
      'customFluenceEnv: { contractsEnv: local, relays: [], realys: [] }',
      ['customFluenceEnv'],
      'realys',
      'relays',
    ],
    [10, 'spells: { s: { get: s, initArg: {} } }', ['spells', 's'], 'initArg', 'initArgs'],
  ])('name the nearest known key of the place (version %i: %s)', (version, text, place, name, nearest) => {
    const { problems: found, warnings } = readFluenceYaml(`version: ${version}\n${text}\n`, FILE);
    expect(found).toEqual([expect.objectContaining({ kind: 'unknown-key', place, name, nearest })]);
    expect(warnings).toEqual([
      `${FILE}: unknown key '${[...place, name].join('.')}' is ignored; did you mean '${nearest}'?`,
    ]);
  });

  it('name nothing when nothing is near', () => {
    expect(problems('version: 8\ncolour: red\n')).toEqual([
      { kind: 'unknown-key', place: [], name: 'colour', text: "unknown key 'colour' is ignored" },
    ]);
  });

  it('name the nearest service or spell', () => {
    const text = `version: 8\n${SERVICES}deployments: { d: { services: [greter], spells: [greeter, ghost] } }\n`;
    expect(problems(text)).toEqual([
      expect.objectContaining({
        ...{
          kind: 'unknown-name',
          place: ['deployments', 'd', 'services'],
          name: 'greter',
          nearest: 'greeter',
        },
        text: "deployments.d.services names 'greter', which the project doesn't define; did you mean 'greeter'?",
      }),
      expect.objectContaining({
        text: expect.stringMatching(/names 'greeter',.*; it is one of its services$/),
      }),
      expect.objectContaining({ name: 'ghost', text: expect.stringMatching(/doesn't define$/) }),
    ]);
  });

  it.each([
    [2, 'workers: { d: { services: [ghost] } }\ndeals: { d: {} }', ['workers', 'd', 'services']],
    [4, 'workers: { d: { services: [ghost] } }\nhosts: { d: { peerIds: [] } }', ['workers', 'd', 'services']],
    [5, 'deals: { d: { services: [ghost] } }', ['deals', 'd', 'services']],
    [8, 'hosts: { d: { peerIds: [], services: [ghost] } }', ['hosts', 'd', 'services']],
  ])('tell the place as version %i writes it', (version, text, place) => {
    expect(problems(`version: ${version}\n${text}\n`)).toEqual([
      expect.objectContaining({ kind: 'unknown-name', place, name: 'ghost' }),
    ]);
  });

  it('are names said twice, across services and spells', () => {
    const both = 'services: { a: { get: s } }\nspells: { a: { get: t } }\n';
    expect(problems(`version: 8\n${both}hosts: { h: { peerIds: [], services: [a], spells: [a] } }`)).toEqual([
      expect.objectContaining({ kind: 'repeated-name', place: ['hosts', 'h'], name: 'a' }),
    ]);
  });

  it.each([
    ['minWorkers: 4', 'minWorkers 4, more than its targetWorkers 3'],
    ['whitelist: [a], blacklist: [b]', 'keep one'],
  ])('are values that cannot both be: %s', (text, words) => {
    expect(problems(`version: 8\ndeployments: { d: { ${text} } }\n`)).toEqual([
      expect.objectContaining({ kind: 'contradiction', text: expect.stringContaining(words) }),
    ]);
  });

  it('tell what an old file says and nothing acts upon', () => {
    const old = 'version: 1\nservices: { a: { get: s, deploy: [{ deployId: default }] } }\n';
    expect(problems(old)).toEqual([
      expect.objectContaining({ kind: 'not-done', place: ['services', 'a'], name: 'deploy' }),
    ]);
    expect(problems('version: 2\nworkers: { lost: {} }\n')).toEqual([
      expect.objectContaining({ kind: 'not-done', place: ['workers'], name: 'lost' }),
    ]);
  });
});

describe('what a deployment refuses', () => {
  const names = (text: string, entries: readonly string[]) =>
    problemsOf(problems(`version: 8\n${SERVICES}${text}\n`), entries).map(({ name }) => name);

  it.each([
    ['an unknown key at the top', 'deploymnets: {}', ['deploymnets']],
    ['of an entry it deploys', 'deployments: { d: { serivces: [] } }', ['serivces']],
    ['a name of an entry it deploys', 'hosts: { d: { peerIds: [], spells: [x] } }', ['x']],
    ['nothing of an entry it does not deploy', 'deployments: { other: { serivces: [], spells: [x] } }', []],
    ['nothing about Aqua', 'compileAqua: { a: { input: i, output: o, target: ts, fast: true } }', []],
  ])('%s', (_what, text, expected) => {
    expect(names(text, ['d'])).toEqual(expected);
  });

  it('is said whole, with the file', () => {
    const found = problems(
      `version: 8\n${SERVICES}colour: red\ndeployments: { d: { services: [greter] } }\n`,
    );
    expect(() => requireNoProblems(FILE, found, ['d'])).toThrow(
      expect.objectContaining({
        code: 'PROJECT_INVALID',
        message: expect.stringMatching(/^\/p\/fluence\.yaml .*\n {2}unknown key 'colour'.*\n {2}.*'greter'/),
      }),
    );
    expect(() => requireNoProblems(FILE, found, [])).toThrow("'colour'");
    expect(() => requireNoProblems(FILE, [], ['d'])).not.toThrow();
  });
});
