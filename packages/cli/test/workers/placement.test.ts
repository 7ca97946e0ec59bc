import { describe, expect, it } from 'vitest';
import type { DeploymentEntry, FluenceProject } from '../../src/project/project.js';
import type { WorkerEntry } from '../../src/workers/entries.js';
import { placesOf } from '../../src/workers/placement.js';
import type { Surroundings } from '../../src/workers/session.js';

const PROJECT = { file: '/p/fluence.yaml' } as FluenceProject;
const ID = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';

function around(count: number, env: Surroundings['env'] = 'local'): Surroundings {
  const peers = Array.from({ length: count }, (_, index) => ({
    ...{ name: `nox-${index}`, peerId: `peer-${index}`, multiaddrs: [], http: '' },
    ...{ managementPeerId: '', managementKeyFile: '' },
  }));
  return { env, peers, relays: [] };
}

/** An entry as the reader of fluence.yaml makes it: what is not written follows from targetWorkers, 3 by default. */
function deployment(written: Partial<DeploymentEntry> = {}): WorkerEntry {
  const { targetWorkers = 3 } = written;
  const isTargetDefault = written.targetWorkers === undefined;
  const terms = { pricePerWorkerEpoch: '0.33', effectors: [], protocolVersion: 1 };
  const counts = { targetWorkers, isTargetDefault, minWorkers: targetWorkers, terms };
  const full = { ...counts, maxWorkersPerProvider: targetWorkers, services: [], spells: [], ...written };
  return { section: 'deployments', name: 'one', services: [], spells: [], deployment: full };
}
const host = (...peerIds: string[]): WorkerEntry => ({
  ...{ section: 'hosts', name: 'one', services: [], spells: [], peerIds },
});
const place = (written: Partial<DeploymentEntry>, peers: number) =>
  placesOf(PROJECT, deployment(written), around(peers));

describe('places of a deployment', () => {
  it('are the peers of the local network, of which it wants some', () => {
    expect(place({ targetWorkers: 2 }, 3)).toEqual({
      ...{ candidates: ['peer-0', 'peer-1', 'peer-2'], count: 2, notes: [] },
    });
  });

  it('are fewer than upstream’s three on a small network when the file does not say how many', () => {
    expect(place({}, 1)).toMatchObject({
      count: 1,
      notes: [
        '1 of 3 workers: the local network has 1 peer; start more with "fluence local up --noxes 3", or lower targetWorkers',
      ],
    });
    expect(place({}, 3)).toMatchObject({ count: 3, notes: [] });
  });

  it.each([
    ['targetWorkers that are written', { targetWorkers: 3 }, 'needs 3 workers and can have 2'],
    ['minWorkers', { targetWorkers: 4, minWorkers: 3 }, 'needs 3 workers and can have 2'],
    [
      'what one provider may have',
      { targetWorkers: 2, maxWorkersPerProvider: 1 },
      'needs 2 workers and can have 1: all peers here are one provider, and maxWorkersPerProvider is 1',
    ],
  ])('are refused when the network has too few for %s', (_what, written, message) => {
    expect(() => place(written, 2)).toThrow(
      expect.objectContaining({ code: 'PROJECT_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('may be as few as minWorkers, and it is told', () => {
    expect(place({ targetWorkers: 3, minWorkers: 2 }, 2)).toMatchObject({
      count: 2,
      notes: [expect.stringContaining('2 of 3 workers: the local network has 2 peers')],
    });
    expect(place({ targetWorkers: 3, minWorkers: 1, maxWorkersPerProvider: 2 }, 3)).toMatchObject({
      count: 2,
      notes: [expect.stringContaining('2 of 3 workers: all peers here are one provider')],
    });
  });

  it('are none without a local network', () => {
    expect(() => place({}, 0)).toThrow(
      expect.objectContaining({
        code: 'NO_LOCAL_NETWORK',
        message: expect.stringContaining('fluence local up'),
      }),
    );
  });

  it('are none elsewhere, where a chain would have to match them', () => {
    expect(() => placesOf(PROJECT, deployment(), around(3, 'custom'))).toThrow(
      expect.objectContaining({ code: 'NO_CHAIN', message: expect.stringContaining('under "hosts"') }),
    );
  });
});

describe('places of a host', () => {
  it('are its peers, each once and all of them', () => {
    expect(placesOf(PROJECT, host('local-1', ID, 'local-1'), around(2))).toEqual({
      candidates: ['peer-1', ID],
      notes: [],
    });
  });

  it('are those of the project’s own network in the environment "custom"', () => {
    const relays = [`/dns4/x/tcp/1/wss/p2p/${ID}`];
    expect(placesOf(PROJECT, host('custom-0'), { ...around(0, 'custom'), relays }).candidates).toEqual([ID]);
  });

  it('are called by their names too', () => {
    expect(placesOf(PROJECT, host('nox-1', 'local-0', 'local-1'), around(2)).candidates).toEqual([
      'peer-1',
      'peer-0',
    ]);
  });

  it.each(['local-2', 'custom-0', 'nox-2', '12D3KooW'])('has no %s', (id) => {
    expect(() => placesOf(PROJECT, host(id), around(2))).toThrow(
      expect.objectContaining({
        code: 'PEER_UNKNOWN',
        message: expect.stringContaining('nox-0 (local-0), nox-1 (local-1)'),
      }),
    );
  });
});
