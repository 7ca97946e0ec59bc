import { beforeEach, describe, expect, it } from 'vitest';
import { changes, DeployStage } from '../utils/deploy-stage.js';

let stage: DeployStage;
beforeEach(() => {
  stage = new DeployStage();
});

interface Row {
  readonly section: string;
  readonly worker: string;
  readonly peer: string;
  readonly state: string;
  readonly wanted: boolean;
}

async function ls(...names: string[]) {
  const { stdout, exitCode } = await stage.run('workers', 'ls', ...names, '--json');
  const parsed = JSON.parse(stdout);
  if (parsed.error !== undefined) throw Object.assign(new Error(parsed.error.message), parsed.error);
  const rows = (parsed as Row[]).map(
    ({ section, worker, peer, state, wanted }) =>
      `${section}.${worker} on ${peer}: ${state}${wanted ? '' : ', left'}`,
  );
  return { rows, exitCode, full: parsed };
}

const HOST = 'hosts: { h: { peerIds: [local-0], spells: [tick] } }';
const DEAL = 'deployments: { d: { services: [greet], targetWorkers: 2 } }';

describe('fluence workers ls', () => {
  it('shows where the workers are, what is on them and how their installation ended', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    const { rows, full, exitCode } = await ls();
    expect(rows).toEqual([
      'deployments.d on nox-0: INSTALLATION_SUCCESSFUL',
      'deployments.d on nox-1: INSTALLATION_SUCCESSFUL',
      'hosts.h on nox-0: INSTALLATION_SUCCESSFUL',
    ]);
    expect(full[0]).toMatchObject({ services: ['greet'], spells: [], dealId: expect.stringMatching(/^0x/) });
    expect(full[2]).toMatchObject({ services: [], spells: ['tick'], workerId: expect.any(String) });
    expect(exitCode).toBe(0);
    expect((await ls('d')).rows).toHaveLength(2);
  });

  it('shows a host that is wanted and has no worker, and no peer that a deployment might have had', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    expect((await ls()).rows).toEqual(['hosts.h on nox-0: NOT_DEPLOYED']);
    stage.project(DEAL);
    expect((await stage.run('workers', 'ls')).stdout).toBe('No workers are deployed.\n');
  });

  it('shows what fluence.yaml does not name any more: entries, peers, and workers beyond those wanted', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    stage.project(
      `${HOST.replace('local-0', 'local-1')}\n${DEAL.replace('targetWorkers: 2', 'targetWorkers: 1')}`,
    );
    expect((await ls()).rows).toEqual([
      'deployments.d on nox-0: INSTALLATION_SUCCESSFUL',
      'deployments.d on nox-1: INSTALLATION_SUCCESSFUL, left',
      'hosts.h on nox-1: NOT_DEPLOYED',
      'hosts.h on nox-0: INSTALLATION_SUCCESSFUL, left',
    ]);
    stage.project('');
    expect((await ls()).rows).toEqual([
      'deployments.d on nox-0: INSTALLATION_SUCCESSFUL, left',
      'deployments.d on nox-1: INSTALLATION_SUCCESSFUL, left',
      'hosts.h on nox-0: INSTALLATION_SUCCESSFUL, left',
    ]);
    expect((await stage.run('workers', 'ls')).stdout).toContain('"fluence deploy --prune" removes it');
  });

  it('says of the same workers that they are left as a deployment does', async () => {
    stage.project(DEAL);
    stage.peers[0]!.isDown = true;
    await stage.deploy();
    stage.peers[0]!.isDown = false;
    stage.project(DEAL.replace('targetWorkers: 2', 'targetWorkers: 1'));
    expect((await ls()).rows).toEqual([
      'deployments.d on nox-1: INSTALLATION_SUCCESSFUL',
      'deployments.d on nox-2: INSTALLATION_SUCCESSFUL, left',
    ]);
    expect(changes((await stage.deploy('--dry-run')).workers)).toEqual(['nox-2 worker d leave']);
  });

  it('tells of a peer that does not answer, and ends with 1', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    stage.peers[0]!.isDown = true;
    const { rows, exitCode, full } = await ls();
    expect(rows).toEqual([
      'deployments.d on nox-0: UNKNOWN',
      'deployments.d on nox-1: INSTALLATION_SUCCESSFUL',
      'hosts.h on nox-0: UNKNOWN',
    ]);
    expect(full[0].error).toMatch(/does not answer$/);
    expect(exitCode).toBe(1);
  });

  it('knows no other names', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await expect(ls('x', 'h')).rejects.toMatchObject({
      code: 'WORKER_UNKNOWN',
      message: 'There is no worker x; there are d, h',
    });
  });
});

describe('fluence workers logs', () => {
  it('prints the log of each worker under a heading', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    const { stdout, exitCode } = await stage.run('workers', 'logs');
    expect(stdout.match(/host_id: /g)).toHaveLength(3);
    expect(stdout).toContain(`h (host_id: ${stage.peers[0]!.hostId}, worker_id: `);
    expect(stdout).toContain('1970-01-01 00:00:00 log of worker-spell w-');
    expect(exitCode).toBe(0);
    const one = await stage.run('workers', 'logs', 'h', '--spell-id', 'tick');
    expect(one.stdout.match(/log of tick/g)).toHaveLength(1);
  });

  it('prints that of a worker which is named by its ids', async () => {
    stage.project(HOST);
    const { hostId } = stage.peers[1]!;
    const { stdout } = await stage.run('workers', 'logs', '--host-id', hostId, '--worker-id', 'w');
    expect(stdout).toBe(
      `(host_id: ${hostId}, worker_id: w, spell_id: worker-spell):\n\n1970-01-01 00:00:00 log of worker-spell w\n`,
    );
  });

  it('says of each which log could not be read, and ends with 1', async () => {
    stage.project(HOST);
    stage.peers[1]!.isDown = true;
    const { hostId } = stage.peers[1]!;
    const { stdout, exitCode } = await stage.run('workers', 'logs', '--host-id', hostId, '--worker-id', 'w');
    expect(stdout).toContain('does not answer');
    expect(exitCode).toBe(1);
  });

  it('says that there are none', async () => {
    stage.project(DEAL);
    expect((await stage.run('workers', 'logs')).stdout).toBe('No workers are deployed.\n');
  });

  it('tells of a peer that did not say whether it has a worker', async () => {
    stage.project(DEAL);
    await stage.deploy();
    for (const peer of stage.peers) peer.isDown = true;
    const { stdout, exitCode } = await stage.run('workers', 'logs');
    expect(stdout).toContain('does not answer');
    expect(exitCode).toBe(1);
  });
});

describe('fluence workers remove', () => {
  const remove = (...names: string[]) => stage.json('workers', 'remove', ...names);

  it('removes workers of both sections and what is recorded of them', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    const { removed, exitCode } = await remove();
    expect(removed.map(({ worker, result }: { worker: string; result: string }) => [worker, result])).toEqual(
      [
        ['d', 'removed'],
        ['d', 'removed'],
        ['h', 'removed'],
      ],
    );
    expect(exitCode).toBe(0);
    expect(stage.counts()).toEqual([0, 0, 0]);
    expect(await stage.recorded()).toEqual({ hosts: {}, deals: {} });
    expect(stage.folder.read('.fluence/aqua/deals.aqua')).toContain('d=nil');
    expect((await stage.run('workers', 'remove')).stdout).toBe('No workers are deployed.\n');
  });

  it('removes what is named, also what fluence.yaml does not name any more', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    stage.project('');
    await remove('h');
    expect(stage.counts()).toEqual([1, 1, 0]);
    expect(await stage.recorded()).toMatchObject({ hosts: {}, deals: { d: expect.anything() } });
  });

  it('keeps the deal ids of two entries of one name apart', async () => {
    stage.project(
      'hosts: { x: { peerIds: [local-0, local-1], spells: [tick] } }\ndeployments: { x: { spells: [tock], targetWorkers: 1 } }',
    );
    await stage.deploy();
    const before = await stage.recorded();
    stage.peers[1]!.isStubborn = true;
    expect((await remove('x')).exitCode).toBe(1);
    const { hosts, deals } = await stage.recorded();
    expect(deals).toEqual({});
    expect(hosts.x?.dummyDealId).toBe(before.hosts.x?.dummyDealId);
    expect(hosts.x?.installation_spells).toMatchObject([{ host_id: stage.peers[1]!.hostId }]);
  });

  it('is no success while a peer did not answer, and what it may have stays recorded', async () => {
    stage.project(`${HOST}\n${DEAL}`);
    await stage.deploy();
    stage.peers[0]!.isDown = true;
    const { removed, exitCode } = await remove();
    expect(removed.map(({ result }: { result: string }) => result)).toEqual(['failed', 'removed', 'failed']);
    expect(exitCode).toBe(1);
    expect(await stage.recorded()).toMatchObject({
      hosts: { h: { installation_spells: [{}] } },
      deals: { d: expect.anything() },
    });
    stage.peers[0]!.isDown = false;
    expect((await remove()).exitCode).toBe(0);
    expect(await stage.recorded()).toEqual({ hosts: {}, deals: {} });
  });

  it('takes a worker that went meanwhile for removed', async () => {
    stage.project(HOST);
    await stage.deploy();
    stage.peers[0]!.remove = async (workerId) => {
      throw new Error(`Worker ${workerId} not found`);
    };
    const { removed, exitCode } = await remove();
    expect(removed).toMatchObject([{ result: 'was gone' }]);
    expect(exitCode).toBe(0);
    expect(await stage.recorded()).toEqual({ hosts: {}, deals: {} });
  });
});

describe('fluence workers upload', () => {
  it('sends nothing of a project that says what is not understood', async () => {
    stage.project('hosts: { h: { peerIds: [local-0], spells: [tick], spels: [tock] } }');
    const { error, exitCode } = await stage.json('workers', 'upload');
    expect(error).toMatchObject({ code: 'PROJECT_INVALID', message: expect.stringContaining('spels') });
    expect(exitCode).toBe(1);
  });
});
