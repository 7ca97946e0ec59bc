import type { MuxerName } from '@noctiluca/network';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { echoOn } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { makeNetwork, type TestNetwork } from '../utils/network.js';
import { type NetworksProcess, startNetworksProcess } from '../utils/networks-process.js';
import { traceOf } from '../utils/observe.js';

describe('peers in processes of their own that know only a third', () => {
  let network: TestNetwork;

  beforeAll(async () => {
    // Every peer bootstraps to the first and to no other.
    network = await makeNetwork(3, { isolate: true });
  });
  afterAll(() => network.stop());

  it.each(['tcp', 'ws'] as const)(
    'find each other by Kademlia: a client (%s) of one calls the other by its id',
    async (transport) => {
      const [, a, b] = network.peers;
      const client = await connectClient(a!, { transport });
      try {
        expect(await client.execute(echoOn(b!.peerId, a!.peerId, client.peerId, transport))).toEqual([
          transport,
        ]);
      } finally {
        await client.stop();
      }
    },
  );

  it('show the way of a particle in their traces', async () => {
    const [, a, b] = network.peers;
    const client = await connectClient(b!);
    try {
      const particle = client.particle(echoOn(a!.peerId, b!.peerId, client.peerId, 'traced'));
      const answer = client.receive(particle.id);
      await client.send(particle);
      await answer;
      // What was sent is told when the other side has taken it, a little after the answer.
      const kinds = async () => (await traceOf(a!, particle.id)).map(({ kind }) => kind);
      await expect
        .poll(kinds)
        .toEqual(['received', 'arrived', 'interpreted', 'called', 'interpreted', 'sent']);
      const sent = async () => (await traceOf(b!, particle.id)).filter(({ kind }) => kind === 'sent');
      await expect.poll(sent).toMatchObject([{ to: a!.peerId }, { to: client.peerId, via: 'Local' }]);
    } finally {
      await client.stop();
    }
  });
});

describe('networks in processes of their own that know only a third', () => {
  let processes: NetworksProcess[];

  beforeAll(() => {
    processes = [startNetworksProcess(), startNetworksProcess(), startNetworksProcess()];
  });
  afterAll(() => Promise.all(processes.map((process) => process.stop())));

  const listen = { tcp: '/ip4/127.0.0.1/tcp/0', ws: '/ip4/127.0.0.1/tcp/0/ws' } as const;
  const variants: { transport: 'tcp' | 'ws'; muxer: MuxerName }[] = [
    { transport: 'tcp', muxer: 'yamux' },
    { transport: 'tcp', muxer: 'mplex' },
    { transport: 'ws', muxer: 'yamux' },
    { transport: 'ws', muxer: 'mplex' },
  ];

  it.each(variants)('find each other over $transport and $muxer', async ({ transport, muxer }) => {
    const variant = `${transport} ${muxer}`;
    const init = { listen: [listen[transport]], muxers: [muxer] };
    const [c, a, b] = processes as [NetworksProcess, NetworksProcess, NetworksProcess];
    const hub = await c.ask('start', { variant, init });
    const leaf = { variant, init: { ...init, bootstrapNodes: hub.addresses } };
    const [from, to] = await Promise.all([a.ask('start', leaf), b.ask('start', leaf)]);
    await vi.waitFor(async () => expect(await c.ask('known', { variant })).toBe(2), { timeout: 10_000 });
    for (const peer of [a, b]) {
      await expect.poll(() => peer.ask('known', { variant })).toBeGreaterThan(0);
    }

    const found = await a.ask('find', { variant, peerId: to.peerId });
    if (!('contact' in found)) throw new Error(`${found.how}: ${found.detail}`);
    // `Local` when a look-up in the background was faster; a knows nobody but the hub, so Kademlia told it either way.
    expect(['Kademlia', 'Local']).toContain(found.how);
    const { id, status } = await a.ask('send', { variant, contact: found.contact, script: '(null)' });
    expect(status).toBe('ok');
    expect(await b.ask('receive', { variant })).toEqual({ id, from: from.peerId });
  });

  it('agree on the multiplexer that both have', async () => {
    const variant = 'one of two';
    const [c, a] = processes as [NetworksProcess, NetworksProcess];
    const hub = await c.ask('start', { variant, init: { muxers: ['yamux', 'mplex'] } });
    const leaf = await a.ask('start', { variant, init: { muxers: ['mplex'] } });
    const contact = { peerId: hub.peerId, addresses: hub.addresses };
    const { id, status } = await a.ask('send', { variant, contact, script: '(null)' });
    expect(status).toBe('ok');
    expect(await c.ask('receive', { variant })).toEqual({ id, from: leaf.peerId });
  });
});
