import { type ClientPeer, createClient } from '@fluencelabs/js-client';
import { afterEach, describe, expect, it } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';
import { createWorkerOn, resolveSubnet } from './generated/js-client/subnet.js';

/** As `fluence` 0.16.3 makes them up: no number, and the same unit for every worker. */
const MADE_UP = 'MyDeal_12D3KooWPB51MkXU2ZtbMYDpwxQDyPVZg6iWGEoTsTxuLGnRk4sK_1700000000000';
const SAME_UNIT = Array.from({ length: 32 }, (_, i) => i);
const DEAL = '0xABcdef0123456789abcdef0123456789abcdef01';
const HEX = /^0x[0-9a-f]{64}$/;

let network: TestNetwork;
let client: ClientPeer;
afterEach(async () => {
  await client.disconnect();
  await network.stop();
});

async function start(isolate: boolean): Promise<void> {
  network = await makeNetwork(3, { isolate, settings: { ...DEV_MODE, system_services: { enable: 'none' } } });
  client = await createClient(webSocketOf(network.peers[1]!));
}
const DEV_MODE = { dev_mode: { enable: true } };

const hosts = () => network.peers.map(({ peerId }) => peerId);
const createOnAll = (dealId: string, cuIds: number[][]) =>
  Promise.all(hosts().map((host) => createWorkerOn(client, host, dealId, cuIds)));

describe.each([
  ['in one process', false],
  ['in a process each', true],
])('a local network, its peers %s', (_, isolate) => {
  it('tells the workers of a deal to anyone, in whatever form its id is', async () => {
    await start(isolate);
    const workers = await createOnAll(DEAL, []);
    const first = await resolveSubnet(client, DEAL);
    expect(first).toMatchObject({ success: true, error: null });
    expect(first.workers.map(({ host_id }) => host_id)).toEqual(hosts());
    expect(first.workers.map(({ worker_id }) => worker_id)).toEqual(workers);
    for (const { pat_id } of first.workers) expect(pat_id).toMatch(HEX);
    for (const form of [DEAL.toLowerCase(), DEAL.slice(2), DEAL.toUpperCase()]) {
      expect(await resolveSubnet(client, form)).toEqual(first);
      const { http } = network.peers[0]!;
      const facts = await (await fetch(`${http}/api/workers/${form}`)).json();
      expect(facts).toMatchObject({ workerId: workers[0], active: true });
    }
  });

  it('tells units that are given to all apart, and keeps one that is not', async () => {
    await start(isolate);
    await createOnAll(MADE_UP, [SAME_UNIT]);
    await createWorkerOn(client, hosts()[0]!, DEAL, [SAME_UNIT]);
    const { workers } = await resolveSubnet(client, MADE_UP);
    expect(new Set(workers.map(({ pat_id }) => pat_id)).size).toBe(3);
    const [only] = (await resolveSubnet(client, DEAL)).workers;
    expect(only!.pat_id).toBe(`0x${Buffer.from(SAME_UNIT).toString('hex')}`);
  });

  it('says so when nobody has one', async () => {
    await start(isolate);
    const nobody = 'No peer of this local network has a worker for deal';
    const failed = (error: string) => ({ success: false, error, workers: [] });
    expect(await resolveSubnet(client, '0x01')).toEqual(failed(`${nobody} 01`));
    expect(await resolveSubnet(client, 'Nonsense id ☂')).toEqual(failed(`${nobody} nonsense id ☂`));
    expect(await resolveSubnet(client, '')).toEqual(failed('Invalid deal id: it is empty'));
  });
});

describe('a peer that is gone', () => {
  it('is left out, and the others are told', async () => {
    await start(true);
    await createOnAll(DEAL, []);
    await network.kill(network.peers[2]!);
    const { success, workers } = await resolveSubnet(client, DEAL);
    expect(success).toBe(true);
    expect(workers.map(({ host_id }) => host_id)).toEqual(hosts().slice(0, 2));
  });
});

it('the answer has the units under the name of nox 0.28 as well', async () => {
  await start(false);
  await createOnAll(DEAL, []);
  const relay = network.peers[0]!;
  const plain = await connectClient(relay);
  try {
    const script = seq(
      call(relay.peerId, 'subnet', 'resolve', [`"${DEAL}"`], 'subnet'),
      answer(plain.peerId, 'subnet'),
    );
    const [subnet] = (await plain.execute(script)) as [{ workers: { pat_id: string; cu_ids: string[] }[] }];
    expect(subnet).toMatchObject({ success: true, error: [] });
    for (const { pat_id, cu_ids } of subnet.workers) expect(cu_ids).toEqual([pat_id.slice(2)]);
  } finally {
    await plain.stop();
  }
});
