import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { changes, DeployStage } from '../utils/deploy-stage.js';

let stage: DeployStage;
beforeEach(() => {
  stage = new DeployStage();
});

describe('fluence deploy', () => {
  it('makes workers of deployments and hosts, records them, and then finds nothing to do', async () => {
    stage.project(
      'deployments: { d: { services: [greet], targetWorkers: 2 } }\nhosts: { h: { peerIds: [local-2], spells: [tick] } }',
    );
    const { workers, exitCode } = await stage.deploy();
    expect(changes(workers)).toEqual([
      'nox-0 worker d install',
      'nox-0 service greet install',
      'nox-1 worker d install',
      'nox-1 service greet install',
      'nox-2 worker h install',
      'nox-2 spell tick install',
    ]);
    expect(exitCode).toBe(0);
    const { hosts, deals } = await stage.recorded();
    expect(deals.d).toMatchObject({
      matched: true,
      dealIdOriginal: expect.stringMatching(/^0x[0-9a-f]{40}$/),
    });
    expect(hosts.h?.installation_spells).toMatchObject([{ host_id: stage.peers[2]!.hostId }]);
    expect(stage.folder.read('.fluence/aqua/deals.aqua')).toContain(deals.d!.dealId);
    expect(stage.folder.read('.fluence/aqua/hosts.aqua')).toContain(hosts.h!.dummyDealId);
    expect(stage.folder.read('.fluence/aqua/services.aqua')).toContain('service Greet("greet")');
    expect(changes((await stage.deploy()).workers)).toEqual([]);
  });

  it('tells with --dry-run what would change, and changes nothing', async () => {
    stage.project('deployments: { d: { spells: [tick], targetWorkers: 1 } }');
    const { workers } = await stage.deploy('--dry-run');
    expect(changes(workers)).toEqual(['nox-0 worker d install', 'nox-0 spell tick install']);
    expect(stage.counts()).toEqual([0, 0, 0]);
    expect(existsSync(stage.folder.at('.fluence/workers.yaml'))).toBe(false);
    expect((await stage.run('deploy', '--dry-run')).stdout).toContain('would be');
  });

  it('changes one spell where it changed', async () => {
    stage.project('deployments: { d: { spells: [tick, tock], targetWorkers: 3 } }');
    await stage.deploy();
    stage.script('tick', 'second');
    const { workers } = await stage.deploy();
    expect(changes(workers)).toEqual([0, 1, 2].map((index) => `nox-${index} spell tick update`));
  });

  it('goes on with the other workers when one peer does not answer, ends with 1, and completes it later', async () => {
    stage.project('hosts: { h: { peerIds: [local-0, local-1], spells: [tick] } }');
    stage.peers[0]!.isDown = true;
    const { workers, exitCode } = await stage.deploy();
    expect(workers.map(({ peer, error }) => [peer, error])).toEqual([
      ['nox-0', `${stage.peers[0]!.hostId} does not answer`],
      ['nox-1', undefined],
    ]);
    expect(exitCode).toBe(1);
    expect(Object.keys((await stage.recorded()).hosts.h!.installation_spells)).toHaveLength(1);
    stage.peers[0]!.isDown = false;
    expect(changes((await stage.deploy()).workers)).toEqual([
      'nox-0 worker h install',
      'nox-0 spell tick install',
    ]);
    expect((await stage.recorded()).hosts.h!.installation_spells).toHaveLength(2);
  });
});

describe('the workers of a deployment', () => {
  const two = 'deployments: { d: { spells: [tick], targetWorkers: 2 } }';

  it('are where peers answer, and stay there', async () => {
    stage.project(two);
    stage.peers[0]!.isDown = true;
    expect((await stage.deploy()).exitCode).toBe(0);
    expect(stage.counts()).toEqual([0, 1, 1]);
    stage.peers[0]!.isDown = false;
    expect(changes((await stage.deploy()).workers)).toEqual([]);
    expect(stage.counts()).toEqual([0, 1, 1]);
  });

  it('that are more than wanted are told, and pruned', async () => {
    stage.project(two);
    await stage.deploy();
    stage.project(two.replace('targetWorkers: 2', 'targetWorkers: 1'));
    const { workers } = await stage.deploy();
    expect(changes(workers)).toEqual(['nox-1 worker d leave']);
    expect(workers[1]?.steps[0]).toMatchObject({ reason: 'more workers than wanted' });
    expect(changes((await stage.deploy('--prune', '--dry-run')).workers)).toEqual(['nox-1 worker d remove']);
    expect(stage.counts()).toEqual([1, 1, 0]);
    await stage.deploy('--prune');
    expect(stage.counts()).toEqual([1, 0, 0]);
    expect(Object.keys((await stage.recorded()).deals)).toEqual(['d']);
  });

  it('are refused when there are fewer peers than the file says, before anything is done', async () => {
    stage.project(two);
    stage.network(1);
    await expect(stage.deploy()).rejects.toMatchObject({ code: 'PROJECT_INVALID' });
    stage.project('deployments: { d: { spells: [tick] } }');
    const { workers } = await stage.deploy();
    expect(workers[0]?.notes).toEqual([expect.stringMatching(/^1 of 3 workers/)]);
  });
});

describe('what fluence.yaml does not name any more', () => {
  const at = (peer: string) => `hosts: { h: { peerIds: [${peer}], spells: [tick] } }`;

  it('is a peer that an entry moved away from', async () => {
    stage.project(at('local-0'));
    await stage.deploy();
    stage.project(at('local-1'));
    const { workers } = await stage.deploy();
    expect(changes(workers)).toEqual([
      'nox-1 worker h install',
      'nox-1 spell tick install',
      'nox-0 worker h leave',
    ]);
    expect((await stage.recorded()).hosts.h!.installation_spells).toHaveLength(2);
    expect(changes((await stage.deploy('h', '--prune')).workers)).toEqual(['nox-0 worker h remove']);
    expect((await stage.recorded()).hosts.h!.installation_spells).toMatchObject([
      { host_id: stage.peers[1]!.hostId },
    ]);
    expect(stage.counts()).toEqual([0, 1, 0]);
  });

  it.each([
    ['host', 'hosts: { NAME: { peerIds: [local-0], spells: [tick] } }', 'hosts'],
    ['deployment', 'deployments: { NAME: { spells: [tick], targetWorkers: 1 } }', 'deals'],
  ] as const)('is a renamed %s', async (_what, text, section) => {
    stage.project(text.replace('NAME', 'old'));
    await stage.deploy();
    stage.project(text.replace('NAME', 'new'));
    const { workers } = await stage.deploy();
    expect(changes(workers)).toEqual([
      'nox-0 worker new install',
      'nox-0 spell tick install',
      'nox-0 worker old leave',
    ]);
    expect(workers.at(-1)?.steps[0]).toMatchObject({
      reason: 'fluence.yaml does not have this entry any more',
    });
    expect(Object.keys((await stage.recorded())[section]).sort()).toEqual(['new', 'old']);
    expect(changes((await stage.deploy('--prune')).workers)).toEqual(['nox-0 worker old remove']);
    expect(Object.keys((await stage.recorded())[section])).toEqual(['new']);
    expect(changes((await stage.deploy('--prune')).workers)).toEqual([]);
  });

  it('is no business of a deployment of other entries', async () => {
    stage.project('hosts: { old: { peerIds: [local-0], spells: [tick] } }');
    await stage.deploy();
    stage.project('hosts: { new: { peerIds: [local-0], spells: [tick] } }');
    const { workers } = await stage.deploy('new', '--prune');
    expect(workers.map(({ worker }) => worker)).toEqual(['new']);
    expect(stage.counts()).toEqual([2, 0, 0]);
    const { stdout } = await stage.run('workers', 'deploy', '--prune', '--json');
    expect(JSON.parse(stdout).workers).toHaveLength(1);
  });

  it('is a service or a spell of a worker', async () => {
    stage.project('hosts: { h: { peerIds: [local-0], spells: [tick, tock] } }');
    await stage.deploy();
    stage.project(at('local-0'));
    expect((await stage.run('deploy')).stdout).toContain('"fluence deploy --prune" removes it');
    expect(changes((await stage.deploy('--prune')).workers)).toEqual(['nox-0 spell tock remove']);
  });

  it('stays recorded when it could not be removed, and the command ends with 1', async () => {
    stage.project(at('local-0'));
    await stage.deploy();
    stage.project(at('local-1'));
    stage.peers[0]!.isStubborn = true;
    const { workers, exitCode } = await stage.deploy('--prune');
    expect(workers.at(-1)).toMatchObject({ error: 'not by you' });
    expect(exitCode).toBe(1);
    expect((await stage.recorded()).hosts.h!.installation_spells).toHaveLength(2);
  });
});

describe('a project is refused before anything is done', () => {
  const host = (rest: string) => `hosts: { h: { peerIds: [local-0], ${rest} } }`;

  it.each([
    ['a key that nobody knows', host('spells: [tick], spels: [tock]'), 'spels'],
    ['a spell that is not defined', host('spells: [tick, tack]'), 'tack'],
    ['a name that Aqua cannot take', 'hosts: { 1st: { peerIds: [local-0], spells: [tick] } }', '1st'],
    ['an entry of nothing', host('spells: []'), 'neither services nor spells'],
  ])('for %s', async (_what, text, message) => {
    stage.project(text);
    for (const flags of [[], ['--dry-run']])
      await expect(stage.deploy(...flags)).rejects.toMatchObject({
        code: 'PROJECT_INVALID',
        message: expect.stringContaining(message),
      });
    expect(stage.counts()).toEqual([0, 0, 0]);
  });

  it('for a service that is called as a record is: services.aqua could not be written afterwards', async () => {
    const services = '{ greet: { get: greet }, item: { get: greet } }';
    const both = `${host('services: [greet, item]')}\ndeployments: { d: { services: [greet] } }`;
    stage.project(both, services);
    for (const flags of [[], ['--dry-run']])
      await expect(stage.deploy(...flags)).rejects.toMatchObject({
        code: 'PROJECT_INVALID',
        message: expect.stringContaining('rename it in fluence.yaml, e.g. "itemService"'),
      });
    expect(stage.counts()).toEqual([0, 0, 0]);
    expect(existsSync(stage.folder.at('.fluence/workers.yaml'))).toBe(false);
  });

  it('for such a name also when it would only remove something', async () => {
    stage.project(host('services: [greet]'));
    await stage.deploy();
    const moved = host('services: [greet]').replace('local-0', 'local-1');
    stage.project(moved);
    await stage.deploy();
    stage.project(moved, '{ greet: { get: greet }, item: { get: greet } }');
    await expect(stage.deploy('--prune')).rejects.toMatchObject({ code: 'PROJECT_INVALID' });
    expect(stage.counts()).toEqual([1, 1, 0]);
  });
});
