import { describe, expect, it } from 'vitest';
import { desiredState } from '../src/desired.js';
import { withReplacements } from '../src/distro.js';
import { packageOf, serviceOf, spellOf } from './utils/packages.js';

const names = (state: ReturnType<typeof desiredState>) => state.packages.map(({ name }) => name);

describe('what is wanted', () => {
  const distros = [
    packageOf('a'),
    packageOf('b', { dependsOn: ['a'], services: [], spells: [spellOf('s')] }),
    packageOf('c', { unavailable: 'no chain' }),
  ];

  it('is all that can run, unless it is named', () => {
    expect(names(desiredState(distros))).toEqual(['a', 'b']);
    expect(names(desiredState(distros, { enable: ['b'] }))).toEqual(['b']);
    expect(names(desiredState(distros, { enable: [] }))).toEqual([]);
  });

  it('tells what cannot run, and whether it was named', () => {
    const [unnamed] = desiredState(distros).unavailable;
    expect(unnamed).toEqual({ name: 'c', version: '1.0.0', reason: 'no chain', isNamed: false });
    expect(desiredState(distros, { enable: ['c'] }).unavailable[0]?.isNamed).toBe(true);
    expect(desiredState(distros, { enable: ['a'] }).unavailable).toEqual([]);
  });

  it('waits only for packages that are wanted too, and says when one is missing', () => {
    const { packages, warnings } = desiredState(distros, { enable: ['b'] });
    expect(packages[0]?.dependsOn).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("'b' depends on 'a', which is not enabled")]);
  });

  it('has the blueprint id that a peer computes (spec/nox.md §4.3)', () => {
    const [trustGraph] = desiredState([
      packageOf('trust-graph', {
        services: [
          {
            name: 'trust-graph',
            modules: [
              'bafybeiey4i2vtj7uu7tlvdoc2o52uuuwxa4ahcx5g4lpqzk4qtd5klniuq',
              'bafybeibuvzascfzi5ikyzhjxdkridgytg4z26ujtnx7xrejq7gxq54ssdm',
            ].map((cid) => ({ name: cid, cid, load: async () => new Uint8Array() })),
          },
        ],
      }),
    ]).packages[0]!.services;
    expect(trustGraph?.blueprintId).toBe('bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa');
  });

  it('does not change with the order of keys in a configuration', () => {
    const digest = (config: { [key: string]: number }) =>
      desiredState([
        packageOf('a', { init: { config, reinitialise: 'on-change', calls: () => ({ calls: [] }) } }),
      ]).packages[0]!.init!.digest;
    expect(digest({ x: 1, y: 2 })).toBe(digest({ y: 2, x: 1 }));
    expect(digest({ x: 1, y: 2 })).not.toBe(digest({ x: 1, y: 3 }));
  });

  it.each([
    ['an unknown name', [packageOf('a')], { enable: ['b'] }, 'UNKNOWN_PACKAGE', 'there are a'],
    [
      'an unknown dependency',
      [packageOf('a', { dependsOn: ['b'] })],
      {},
      'UNKNOWN_PACKAGE',
      "'a' depends on",
    ],
    ['a package twice', [packageOf('a'), packageOf('a')], {}, 'DUPLICATE_NAME', "package 'a'"],
    [
      'an alias twice',
      [packageOf('a'), packageOf('b', { services: [serviceOf('a')] })],
      {},
      'DUPLICATE_NAME',
      "service or spell 'a'",
    ],
    [
      'a circle',
      [packageOf('a', { dependsOn: ['b'] }), packageOf('b', { dependsOn: ['a'] })],
      {},
      'DEPENDENCY_CYCLE',
      'a → b → a',
    ],
  ] as const)('refuses %s', (_, packages, options, code, text) => {
    expect(() => desiredState(packages, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) }),
    );
  });
});

it('an embedder replaces packages by name, or adds them', () => {
  const own = packageOf('a', { version: '9.0.0' });
  const all = withReplacements([packageOf('a'), packageOf('b')], [own, packageOf('c')]);
  expect(all.map(({ name, version }) => `${name} ${version}`)).toEqual(['a 9.0.0', 'b 1.0.0', 'c 1.0.0']);
});
