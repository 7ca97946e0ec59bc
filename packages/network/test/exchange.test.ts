import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import type { MuxerName } from '../src/init.js';
import { makeParticle, startNetworks } from './utils/networks.js';

const CASES: { transport: 'tcp' | 'ws'; muxer: MuxerName; fastPath: boolean }[] = [
  { transport: 'tcp', muxer: 'yamux', fastPath: true },
  { transport: 'tcp', muxer: 'yamux', fastPath: false },
  { transport: 'tcp', muxer: 'mplex', fastPath: true },
  { transport: 'ws', muxer: 'yamux', fastPath: true },
  { transport: 'ws', muxer: 'yamux', fastPath: false },
  { transport: 'ws', muxer: 'mplex', fastPath: true },
];

describe.each(CASES)('over $transport with $muxer, fast path $fastPath', ({ transport, muxer, fastPath }) => {
  const init = { muxers: [muxer], fastPath };

  it('carries particles both ways', async () => {
    const [a, b] = await startNetworks(init, init);
    const there = makeParticle();
    const back = makeParticle();
    expect(await a!.network.send(b!.contact(transport), there)).toMatchObject({ status: 'ok' });
    expect((await b!.received.count(1))[0]).toMatchObject({ particle: there, from: a!.network.peerId });
    // The way back needs no address: the connection stands.
    expect(await b!.network.send({ peerId: a!.network.peerId, addresses: [] }, back)).toMatchObject({
      status: 'ok',
    });
    expect((await a!.received.count(1))[0]).toMatchObject({ particle: back, from: b!.network.peerId });
  });

  it('brings what is sent back to the program that asked, of several that share a key', async () => {
    const keyPair = generateKeyPair();
    const [relay, ...programs] = await startNetworks(init, ...[1, 2, 3].map(() => ({ ...init, keyPair })));
    const asked = programs.map(() => makeParticle());
    for (const [i, { network }] of programs.entries())
      await network.send(relay!.contact(transport), asked[i]!);
    await relay!.received.count(3);
    const back = { peerId: keyPair.peerId, addresses: [] };
    for (const particle of asked) await relay!.network.send(back, particle);
    const answers = await Promise.all(programs.map(({ received }) => received.count(1)));
    expect(answers.map(([inbound]) => inbound!.particle.id)).toEqual(asked.map(({ id }) => id));
  });

  it('carries particles larger than any window or buffer of libp2p', async () => {
    const [a, b] = await startNetworks(init, init);
    const large = makeParticle(9 * 1024 * 1024);
    const result = await a!.network.send(b!.contact(transport), large);
    const [inbound] = await b!.received.count(1);
    expect(result).toEqual({ status: 'ok', bytes: inbound!.bytes });
    expect(Buffer.compare(inbound!.particle.data, large.data)).toBe(0);
  });

  it('carries many particles at once, in any order', async () => {
    const [a, b] = await startNetworks(init, init);
    await a!.network.connect(b!.contact(transport));
    const particles = Array.from({ length: 300 }, () => makeParticle(2000));
    const results = await Promise.all(particles.map((particle) => a!.network.send(b!.contact(), particle)));
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
    const ids = (await b!.received.count(300)).map(({ particle }) => particle.id);
    expect(ids.sort()).toEqual(particles.map(({ id }) => id).sort());
  });
});
