import { channel } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import '../src/polyfill.js';
import { type ClientPeer, createClient } from '@fluencelabs/js-client';
import { encodeFrame, generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ClientNetwork } from '../src/client/client-network.js';
import type { MuxerName } from '../src/init.js';
import { connectionEvent, makeParticle, startNetwork, type TestNetwork } from './utils/networks.js';
import { startRawPeer } from './utils/raw-peer.js';

const COUNT = 300;
/** Shorter than the receiver's pauses: whoever calls a particle sent too early resets it in one of them. */
const LINGER_MS = 20;

/** Takes four particles at a time, and now and then none for a while. */
function startReceiver(fastPath: boolean, muxer: MuxerName = 'yamux'): Promise<TestNetwork> {
  let handled = 0;
  const handler = async (): Promise<void> => {
    handled += 1;
    await pause(handled % 100 === 0 ? 10 * LINGER_MS : 1);
  };
  return startNetwork({ fastPath, muxers: [muxer], handler, limits: { inboundQueue: 4 } });
}

const particlesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...makeParticle(i % 50 === 0 ? 400_000 : 500), id: `p${i}` }));

const idsOf = (particles: readonly { id: string }[]) => particles.map(({ id }) => id).sort();

const WAYS = [true, false].flatMap((sender) => [true, false].map((receiver) => ({ sender, receiver })));

describe.each(WAYS)('what was sent to a receiver that pauses (fast path: $sender to $receiver)', (fast) => {
  it.each<MuxerName>(['yamux', 'mplex'])(
    'was taken, to the last, by %s',
    { timeout: 60_000 },
    async (muxer) => {
      const receiver = await startReceiver(fast.receiver, muxer);
      const sender = await startNetwork({
        fastPath: fast.sender,
        muxers: [muxer],
        timeouts: { lingerMs: LINGER_MS },
      });
      await sender.network.connect(receiver.contact('tcp'));
      const sent: { id: string }[] = [];
      await Promise.all(
        particlesOf(COUNT).map(async (particle) => {
          const result = await sender.network.send(receiver.contact(), particle);
          if (result.status === 'ok') sent.push(particle);
        }),
      );
      // Nothing more is on its way: what counts as sent is there, or will be when those before it are settled.
      await sender.network.stop(AbortSignal.timeout(5000));
      await expect
        .poll(() => idsOf(receiver.received.all.map(({ particle }) => particle)), { timeout: 20_000 })
        .toEqual(idsOf(sent));
      expect(sent).toHaveLength(COUNT);
    },
  );
});

describe.each([true, false])('a receiver that pauses (fast path %s)', (fastPath) => {
  it('takes what a client of ours calls sent', { timeout: 60_000 }, async () => {
    const receiver = await startReceiver(fastPath);
    const client = new ClientNetwork({
      keyPair: generateKeyPair(),
      agent: { name: 'test', version: '1' },
      onParticle: () => {},
      onLost: () => {},
    });
    onTestFinished(() => client.stop());
    await client.start();
    await client.dial(receiver.network.listenAddresses()[0]!);
    const { peerId } = receiver.network;
    const results = await Promise.all(particlesOf(COUNT).map((particle) => client.send(peerId, particle)));
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
    await receiver.received.count(COUNT);
  });

  it('takes what a plain libp2p has sent, closed and reset', { timeout: 60_000 }, async () => {
    const receiver = await startReceiver(fastPath);
    const raw = await startRawPeer({ particles: () => {} });
    await Promise.all(
      particlesOf(30).map(async (particle) => {
        const stream = await raw.open(receiver.contact());
        if (!stream.send(encodeFrame({ ...particle, data: new Uint8Array(500) }))) await stream.onDrain();
        await stream.close();
        await pause(LINGER_MS);
        stream.abort(new Error('this side is done'));
      }),
    );
    await receiver.received.count(30);
  });

  it('takes what js-client has sent', { timeout: 60_000 }, async () => {
    const receiver = await startReceiver(fastPath);
    const client = await attachClient(receiver);
    const script = `(call "${receiver.network.peerId}" ("op" "noop") [])`;
    for (let i = 0; i < 100; i++) {
      const particle = await client.internals.createNewParticle(script, 60_000);
      client.internals.initiateParticle(
        particle,
        () => {},
        () => {},
      );
    }
    await receiver.received.count(100);
  });
});

/** js-client listens to its worker once more for each particle under way. */
function allowListeners(message: unknown): void {
  (message as { worker: Worker }).worker.setMaxListeners(0);
}

async function attachClient({ network, contact }: TestNetwork): Promise<ClientPeer> {
  const [multiaddr] = contact('ws').addresses;
  const connected = connectionEvent(network, 'connected');
  const workers = channel('worker_threads');
  workers.subscribe(allowListeners);
  const client = await createClient({ peerId: network.peerId, multiaddr: multiaddr! }, {});
  workers.unsubscribe(allowListeners);
  onTestFinished(async () => client.disconnect());
  await connected;
  return client;
}
