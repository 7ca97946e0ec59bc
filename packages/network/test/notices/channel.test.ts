import { generateKeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ClientNetwork } from '../../src/client/client-network.js';
import { MAX_NOTICE_STREAMS, NOTICE_PROTOCOL, NOTICES } from '../../src/constants.js';
import type { Notice } from '../../src/notices/notice.js';
import {
  connectionEvent,
  makeParticle,
  startNetwork,
  startNetworks,
  type TestNetwork,
} from '../utils/networks.js';
import { startRawPeer } from '../utils/raw-peer.js';

const peerId = generateKeyPair().peerId;
const noticeOf = (particleId: string): Notice => ({
  particleId,
  signature: new Uint8Array([1]),
  peerId,
  code: 'not-found',
  text: 'no such peer',
  isLost: true,
});

async function outcomes(registry: Registry): Promise<Record<string, number>> {
  const found = await registry.getSingleMetric('connectivity_notices_total')?.get();
  return Object.fromEntries((found?.values ?? []).map(({ labels, value }) => [labels.outcome, value]));
}

/** Connects b with a; both know of it then. */
async function joined(a: TestNetwork, b: TestNetwork): Promise<void> {
  const connected = connectionEvent(a.network, 'connected');
  await b.network.connect(a.contact('tcp'));
  await connected;
}

describe('notices', () => {
  it('go both ways between peers, and are counted', async () => {
    const registry = new Registry();
    const [a, b] = await startNetworks({ components: { registry } }, {});
    await joined(a!, b!);
    const at = { a: [] as string[], b: [] as string[] };
    a!.network.onNotice((notice, from) => void at.a.push(`${notice.particleId} ${from}`));
    b!.network.onNotice((notice, from) => void at.b.push(`${notice.particleId} ${from}`));
    a!.network.notify(b!.network.peerId, noticeOf('1'));
    b!.network.notify(a!.network.peerId, noticeOf('2'));
    const expected = { a: [`2 ${b!.network.peerId}`], b: [`1 ${a!.network.peerId}`] };
    await expect.poll(() => at).toEqual(expected);
    await expect.poll(() => outcomes(registry)).toEqual({ sent: 1, received: 1 });
  });

  it.each(['ws', 'tcp'] as const)('reach a client by %s', async (kind) => {
    const peer = await startNetwork();
    const heard: Notice[] = [];
    const client = new ClientNetwork({
      keyPair: generateKeyPair(),
      agent: { name: 'test', version: '1' },
      onParticle: () => {},
      onLost: () => {},
      onNotice: (notice) => void heard.push(notice),
    });
    onTestFinished(() => client.stop());
    await client.start();
    const connected = connectionEvent(peer.network, 'connected');
    await client.dial(peer.contact(kind).addresses[0]!);
    peer.network.notify(await connected, noticeOf('1'));
    await expect.poll(() => heard).toEqual([noticeOf('1')]);
  });

  it('are not sent to a peer that does not speak them, which goes on', async () => {
    const registry = new Registry();
    const peer = await startNetwork({ components: { registry } });
    let streams = 0;
    const foreign = await startRawPeer({ particles: () => void streams++ });
    await peer.network.connect(foreign.contact);
    const tryAll = async () => {
      for (let i = 0; i < 3; i++) {
        peer.network.notify(foreign.contact.peerId, noticeOf(`${i}`));
        await peer.network.send(foreign.contact, makeParticle());
      }
    };
    await tryAll();
    await expect.poll(() => streams).toBe(3);
    // Those were maybe sent before the peer had said what it speaks.
    const before = await outcomes(registry);
    await tryAll();
    await expect.poll(() => streams).toBe(6);
    expect(peer.network.isConnected(foreign.contact.peerId)).toBe(true);
    expect(await outcomes(registry)).toEqual(before);
    const { unsent: _, ...others } = before;
    expect(others).toEqual({});
  });

  it('are held back when there are too many for one connection', async () => {
    const registry = new Registry();
    const [a, b] = await startNetworks({ components: { registry } }, {});
    await joined(a!, b!);
    let heard = 0;
    b!.network.onNotice(() => void heard++);
    for (let i = 0; i < 4 * NOTICES.burst; i++) a!.network.notify(b!.network.peerId, noticeOf(`${i}`));
    const told = async () => {
      const { sent = 0, unsent = 0, 'held-back': heldBack = 0 } = await outcomes(registry);
      return sent + unsent + heldBack;
    };
    await expect.poll(told).toBe(4 * NOTICES.burst);
    expect((await outcomes(registry))['held-back']).toBeGreaterThan(2 * NOTICES.burst);
    expect(heard).toBeLessThan(2 * NOTICES.burst);
  });

  it('of a peer that sends no end of them are not read, nor is what is none', async () => {
    const registry = new Registry();
    const peer = await startNetwork({ components: { registry } });
    const stranger = await startRawPeer({ particles: () => {} });
    let heard = 0;
    peer.network.onNotice(() => void heard++);
    const say = async (bytes: Uint8Array) => {
      const stream = await stranger.open(peer.contact('tcp'), NOTICE_PROTOCOL);
      // It may be reset already.
      if (stream.status === 'open') stream.send(bytes);
      await stream.close().catch(() => {});
    };
    await say(new Uint8Array(10));
    await say(new Uint8Array(100_000));
    await expect.poll(() => outcomes(registry)).toEqual({ refused: 2 });
    const batch = () => Promise.allSettled(Array.from({ length: 8 }, () => say(new Uint8Array(10))));
    await vi.waitFor(
      async () => {
        await batch();
        expect(await outcomes(registry)).toHaveProperty('flood');
      },
      { timeout: 20_000, interval: 0 },
    );
    expect(heard).toBe(0);
  });

  it('of a peer that opens many streams, or never ends one, are reset', { timeout: 30_000 }, async () => {
    const registry = new Registry();
    const peer = await startNetwork({ components: { registry } });
    const stranger = await startRawPeer({ particles: () => {} });
    const open = () => stranger.open(peer.contact('tcp'), NOTICE_PROTOCOL).catch(() => undefined);
    const streams = await Promise.all(Array.from({ length: 2 * MAX_NOTICE_STREAMS }, open));
    const isOpen = (stream: (typeof streams)[number]) => stream?.status === 'open';
    await expect.poll(() => streams.filter(isOpen).length).toBeLessThanOrEqual(MAX_NOTICE_STREAMS);
    expect(streams.filter(isOpen).length).toBeGreaterThan(0);
    await vi.waitFor(() => expect(streams.filter(isOpen)).toEqual([]), { timeout: 20_000 });
    expect((await outcomes(registry)).refused).toBeGreaterThan(0);
  });
});
