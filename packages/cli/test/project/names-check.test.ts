import { CLOCKS_KEY, DEAL_KEY, DEFINITION_KEY, IPFS_KEY, WORKER_SPELL } from '@noctiluca/deployment';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNames } from '../../src/project/names-check.js';

const SECTIONS = ['deployments', 'hosts', 'services', 'spells'] as const;
type Section = (typeof SECTIONS)[number];

const NOTHING = {
  services: [],
  spells: [],
  peerIds: [],
  targetWorkers: 1,
  isTargetDefault: false,
  minWorkers: 1,
  maxWorkersPerProvider: 1,
  terms: { pricePerWorkerEpoch: '0.33', effectors: [], protocolVersion: 1 },
};

/** One section with these names; services and spells are all deployed, by one host. */
function check(section: Section, ...names: string[]): void {
  const none = { file: '/p/fluence.yaml', deployments: {}, services: {}, spells: {} };
  const isRun = section === 'services' || section === 'spells';
  checkNames({
    ...none,
    hosts: isRun ? { one: { ...NOTHING, [section]: names } } : {},
    [section]: Object.fromEntries(names.map((name) => [name, { ...NOTHING, get: '', overrideModules: {} }])),
  });
}

/** Names as they are suggested, in order. */
function suggestions(section: Section, ...names: string[]): string[] {
  try {
    check(section, ...names);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/; call it "(.*?)"$/gm)].map(([, name]) => name!);
  }
}

describe('checkNames', () => {
  it.each([
    ['hosts', '1st', 'would be the field "1st" in Aqua', 'worker1st'],
    ['hosts', 'ünï n', 'has other signs than those of ASCII', 'uniN'],
    ['hosts', '--', 'would be the field ""', 'worker'],
    ['hosts', 'a,b', 'has a comma', 'aB'],
    ['deployments', 'Работа', 'has other signs', 'worker'],
    ['deployments', 'deals', 'would be the type Deals', 'myDeals'],
    ['deployments', 'Deal', 'would be the type Deal', 'myDeal'],
    ['services', '2fa', 'has to begin with a letter', 'service2Fa'],
    ['services', 'a b', 'has to begin with a letter', 'aB'],
    ['services', 'x"', 'has to begin with a letter', 'x'],
    ['services', 'hosts', 'would be the service Hosts, which hides hosts.aqua', 'myHosts'],
    ['services', 'worker-spell', 'is a name that workers keep for themselves', 'workerSpell'],
    ['spells', 'self', 'is a name that workers keep for themselves', 'mySelf'],
    ['spells', '', 'has to begin with a letter', 'mySpell'],
  ] as const)('refuses %s.%s, which %s', (section, name, why, instead) => {
    expect(() => check(section, name)).toThrow(
      expect.objectContaining({
        code: 'PROJECT_INVALID',
        message: expect.stringContaining(`${section}.${name} ${why}`),
      }),
    );
    expect(suggestions(section, name)).toEqual([instead]);
  });

  it.each([
    ['hosts', ['my-worker', 'myWorker', 'my worker'], 'are both "myWorker" in hosts.aqua'],
    ['deployments', ['a_b', 'aB'], 'deployments.aB and deployments.a_b are both "aB" in deals.aqua'],
    ['services', ['secret-user', 'SecretUser'], 'are both "SecretUser" in services.aqua'],
  ] as const)('refuses %s that become the same: %j', (section, names, why) => {
    expect(() => check(section, ...names)).toThrow(why);
  });

  it('leaves a service alone that workers could not call so, when no worker runs it', () => {
    const spell = { get: '/p/src', overrideModules: {} };
    const project = { file: 'f', deployments: {}, hosts: {}, services: { spell }, spells: {} };
    expect(() => checkNames(project)).not.toThrow();
    const one = { ...NOTHING, services: ['spell'] };
    expect(() => checkNames({ ...project, deployments: { one } })).toThrow(
      'services.spell is a name that workers',
    );
  });

  it.each([WORKER_SPELL, IPFS_KEY, DEAL_KEY, DEFINITION_KEY, CLOCKS_KEY, 'h_deployment', 'h_change'])(
    'keeps %s, which the worker spell speaks of, from services and spells of workers',
    (name) => {
      for (const section of ['services', 'spells'] as const)
        expect(() => check(section, name)).toThrow('is a name that workers keep for themselves');
    },
  );

  it('suggests each of several another name, none of them taken', () => {
    expect(suggestions('hosts', 'a-b', 'aB', 'a_b', 'aB2')).toEqual(['aB3', 'aB4']);
  });

  it('takes what public projects use, and words of Aqua', () => {
    check(
      'hosts',
      'defaultWorker',
      'my-worker_2b',
      'w one',
      'hosts',
      'host',
      'spellLocation',
      '_x',
      'A',
      'nil',
      'if',
    );
    check('deployments', 'myDeployment', 'secretHolderDeployment', 'dealName', 'hosts', 'func', 'true');
    check(
      'services',
      'eth_rpc',
      'secret-user-2',
      'URLDownloader',
      'host',
      'services',
      'service',
      'data',
      'use',
    );
    check('spells', 'compExecutor', 'event_joiner_periodic', 'my-spell', 'Tick');
  });

  it('says all that is wrong, and takes its own suggestions', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 8, unit: 'grapheme' }),
      fc.constantFrom(
        'deal',
        'Deals',
        'hosts',
        'my-worker',
        'myWorker',
        'MyWorker',
        'my_worker',
        'spell',
        '1',
      ),
    );
    const names = fc.uniqueArray(name, { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...SECTIONS), names, (section, given) => {
        const kept = given.filter((each) => suggestions(section, each).length === 0);
        const unique = kept.filter((each, i) => suggestions(section, ...kept.slice(0, i), each).length === 0);
        const instead = suggestions(section, ...given);
        expect(new Set(instead).size).toBe(instead.length);
        check(
          section,
          ...instead,
          ...given.filter((each) => unique.includes(each) && !instead.includes(each)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
