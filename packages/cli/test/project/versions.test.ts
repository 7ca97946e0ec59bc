import { describe, expect, it } from 'vitest';
import { readFluenceYaml } from '../../src/project/fluence-yaml.js';

/** Workers as each version says them: the words are those of public projects and of upstream's templates. */
const SERVICE = 'services: { a: { get: src/a } }\nspells: { t: { get: src/t } }\n';
const OLD = `workers: { w: { services: [a], spells: [t] } }\nhosts: { w: { peerIds: [p] } }\n${SERVICE}`;
const RUNS = '{ services: [a], spells: [t], targetWorkers: 4, minWorkers: 2, maxWorkersPerProvider: 3 }';
const COUNTS = '{ targetWorkers: 4, minWorkers: 2, maxWorkersPerProvider: 3 }';
const HOSTS = 'hosts: { w: { peerIds: [p], services: [a], spells: [t] } }\n';
const EXPECTED = {
  ...{ services: ['a'], spells: ['t'] },
  ...{ targetWorkers: 4, isTargetDefault: false, minWorkers: 2, maxWorkersPerProvider: 3 },
  terms: { pricePerWorkerEpoch: '0.33', effectors: [], protocolVersion: 1 },
};
const NOTHING = { services: [], spells: [], terms: EXPECTED.terms };
const read = (version: number, text: string) =>
  readFluenceYaml(`version: ${version}\n${text}`, '/p/fluence.yaml');

describe('workers of a project file', () => {
  it.each([
    [2, `aquaInputPath: src/aqua/main.aqua\nrelays: kras\n${OLD}deals: { w: ${COUNTS} }\n`],
    [3, `customFluenceEnv: { contractsEnv: local, relays: [] }\n${OLD}deals: { w: ${COUNTS} }\n`],
    [4, `defaultSecretKeyName: me\nrelaysPath: [a, b]\n${OLD}deals: { w: ${COUNTS} }\n`],
    [5, `${SERVICE}${HOSTS}deals: { w: ${RUNS} }\n`],
    [6, `aquaDependencies: {}\nmarineVersion: 0.15.0\n${SERVICE}${HOSTS}deals: { w: ${RUNS} }\n`],
    [7, `aquaDependencies: {}\n${SERVICE}${HOSTS}deals: { w: ${RUNS} }\n`],
    [8, `aquaDependencies: {}\n${SERVICE}${HOSTS}deployments: { w: ${RUNS} }\n`],
    // upstream's migration puts it at the top
    [3, `contractsEnv: dar\nrelays: [/ip4/127.0.0.1/tcp/9991/ws/p2p/x]\n${OLD}deals: { w: ${COUNTS} }\n`],
    // upstream's migration leaves them behind
    [8, `aquaDependencies: {}\n${SERVICE}${HOSTS}deals: { w: {} }\ndeployments: { w: ${RUNS} }\n`],
    [9, `aquaDependencies: {}\n${SERVICE}${HOSTS}deployments: { w: ${RUNS} }\n`],
    [10, `aquaDependencies: {}\nrustToolchain: nightly\n${SERVICE}${HOSTS}deployments: { w: ${RUNS} }\n`],
  ])('come through whole from version %i', (version, text) => {
    const { project, problems } = read(version, text);
    expect(problems).toEqual([]);
    expect(project.deployments).toEqual({ w: EXPECTED });
    expect(project.hosts).toEqual({ w: { peerIds: ['p'], services: ['a'], spells: ['t'] } });
  });

  it.each([2, 3, 4, 5, 6, 7])('get upstream’s defaults in version %i', (version) => {
    const { project } = read(version, 'deals: { none: {}, two: { targetWorkers: 2 } }\n');
    expect(project.deployments).toEqual({
      none: { ...NOTHING, targetWorkers: 3, isTargetDefault: true, minWorkers: 3, maxWorkersPerProvider: 3 },
      two: { ...NOTHING, targetWorkers: 2, isTargetDefault: false, minWorkers: 2, maxWorkersPerProvider: 2 },
    });
  });

  it('may say what the chain is told, in the words of any version', () => {
    const { problems, project } = read(
      9,
      `deals: { a: { pricePerWorkerEpoch: 0.00001, collateralPerWorker: 1 } }
deployments:
  b: { pricePerWorkerEpoch: "0.33", initialBalance: "1", computeUnits: 1, protocolVersion: 1, effectors: [bafy], whitelist: ["0x1"] }
  c: { pricePerCuPerEpoch: "0.33", cuCountPerWorker: 1, blacklist: ["0x1"] }
`,
    );
    expect(problems).toEqual([]);
    const { a, b, c } = project.deployments;
    expect(a!.terms).toEqual({ pricePerWorkerEpoch: '0.00001', effectors: [], protocolVersion: 1 });
    expect(b!.terms).toMatchObject({ initialBalance: '1', effectors: ['bafy'], whitelist: ['0x1'] });
    expect(c!.terms).toMatchObject({ pricePerWorkerEpoch: '0.33', blacklist: ['0x1'] });
  });

  it('are not made of what version 1 said: a service named its peers itself', () => {
    const { project, problems } = read(
      1,
      'peerIds: { MY_PEER: p }\nkeyPairName: me\nservices: { a: { get: s, keyPairName: me, deploy: [{ deployId: default, peerId: MY_PEER, count: 2 }] } }\n',
    );
    expect(project.deployments).toEqual({});
    expect(problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^services\.a\.deploy is not acted upon: list 'a' under/),
    ]);
  });
});
