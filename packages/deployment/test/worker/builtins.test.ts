import { errorOf, resultOf } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { keeper } from '../utils/keeper.js';
import { spellOf } from '../utils/packages.js';
import { startWorkerPeer } from '../utils/worker-peer.js';
import { DEAL } from '../utils/worker-wants.js';

const BASE = { services: [keeper('svc')], spells: [spellOf('spl')] };

describe('the deployment built-in, by a particle', () => {
  it('makes a worker for its caller, and tells what was done', async () => {
    const peer = await startWorkerPeer();
    const request = JSON.stringify(await peer.requestFor(BASE));
    const deploy = async () =>
      JSON.parse(String(resultOf(await peer.call('deployment', 'deploy', [request]))));
    expect(await deploy()).toMatchObject({
      name: 'w',
      steps: [
        { action: 'install', kind: 'worker', id: peer.workerId },
        { action: 'install', alias: 'worker-spell' },
        { action: 'install', alias: 'svc', id: peer.holder('svc')!.serviceId },
        { action: 'install', alias: 'spl' },
      ],
      warnings: [],
    });
    expect(peer.host.workers.get(peer.workerId)?.creatorPeerId).toBe(peer.creator.peerId);
    expect((await deploy()).steps.every(({ action }: { action: string }) => action === 'keep')).toBe(true);
    const seen = await peer.call('deployment', 'observe', [DEAL], peer.stranger);
    expect(JSON.parse(String(resultOf(seen)))).toMatchObject({
      observed: { worker: { id: peer.workerId } },
      record: { items: { svc: { kind: 'service' } } },
    });
  });

  it('tells a step that failed as data, a refusal as an error', async () => {
    const peer = await startWorkerPeer();
    await peer.deploy(BASE);
    await peer.host.workers.deactivate(DEAL, peer.creator.peerId);
    const request = JSON.stringify(await peer.requestFor(BASE));
    const report = JSON.parse(String(resultOf(await peer.call('deployment', 'deploy', [request]))));
    expect(report.error).toEqual({
      code: 'WORKER_REFUSED',
      message: expect.stringContaining('is deactivated'),
    });
    const refused = await peer.call('deployment', 'deploy', [request], peer.stranger);
    expect(errorOf(refused)).toContain('can be deployed to only by worker creator');
    expect(errorOf(await peer.call('deployment', 'deploy', ['{}']))).toContain('Not for the deployer');
  });
});
