import { encodeFrame, type TraceEvent } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { makeParticle, startNetwork, startNetworks, type TestInit } from '../utils/networks.js';
import { startRawPeer } from '../utils/raw-peer.js';

/** A network whose drops can be awaited. */
async function startWatched(init: TestInit = {}) {
  const registry = new Registry();
  const drops: TraceEvent[] = [];
  let notify = (): void => {};
  const record = (_: string, event: TraceEvent): number => {
    if (event.kind !== 'dropped') return 0;
    drops.push(event);
    notify();
    return drops.length;
  };
  const made = await startNetwork({ ...init, components: { registry, trace: { record } } });
  const dropped = async (): Promise<TraceEvent> => {
    while (drops.length === 0) await new Promise<void>((resolve) => (notify = resolve));
    return drops.shift()!;
  };
  const value = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values ?? [];
  return { ...made, dropped, value };
}

const prefixed = (length: number): Uint8Array => {
  const bytes = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 128 : rest);
    if (rest < 128) return Uint8Array.from(bytes);
  }
};

const frame = encodeFrame(makeParticle());
const BAD: { id: string; bytes: Uint8Array; reason: string }[] = [
  { id: 'a frame that is no particle', bytes: Uint8Array.of(5, 1, 2, 3, 4, 5), reason: 'wrong-prefix' },
  { id: 'a JSON frame of 2023', bytes: Buffer.from('\x0c{"id":"abc"}'), reason: 'wrong-prefix' },
  { id: 'a map that ends early', bytes: Uint8Array.of(3, 0x81, 0x04, 0x88), reason: 'malformed' },
  { id: 'an oversized length', bytes: prefixed(100 * 1024 * 1024 + 1), reason: 'frame-too-large' },
  { id: 'an absurd length', bytes: new Uint8Array(9).fill(0xff), reason: 'frame-too-large' },
  { id: 'a length with idle zeros', bytes: Uint8Array.of(0x85, 0x80, 0), reason: 'bad-frame-length' },
  { id: 'a truncated frame', bytes: frame.subarray(0, frame.length - 5), reason: 'frame-truncated' },
  { id: 'a stream without a frame', bytes: new Uint8Array(0), reason: 'empty' },
];

describe.each([true, false])('bad frames (fast path %s)', (fastPath) => {
  it.each(BAD)('$id is counted, traced and dropped; the connection stays', async ({ bytes, reason }) => {
    const { network, received, contact, dropped, value } = await startWatched({ fastPath });
    const raw = await startRawPeer({ particles: () => {} });
    const stream = await raw.open(contact());
    if (bytes.length > 0) stream.send(bytes);
    stream.close().catch(() => {});
    expect(await dropped()).toMatchObject({ kind: 'dropped', stage: 'network', reason });
    expect(await value('connection_pool_dropped_frames_total')).toContainEqual({
      value: 1,
      labels: { reason },
    });
    expect(network.isConnected(raw.contact.peerId)).toBe(true);
    const next = await raw.open(contact());
    next.send(frame);
    await received.count(1);
    expect(raw.connections()).toBe(1);
  });

  it.each([
    { id: 'sends nothing', first: 0 },
    { id: 'trickles', first: 20 },
  ])('a stream that $id is ended after the time for a frame', async ({ first }) => {
    const { contact, dropped } = await startWatched({ fastPath, timeouts: { upgradeMs: 1500 } });
    const raw = await startRawPeer({ particles: () => {} });
    const stream = await raw.open(contact());
    if (first > 0) stream.send(frame.subarray(0, first));
    const closed = new Promise((resolve) => stream.addEventListener('close', resolve));
    expect(await dropped()).toMatchObject({ reason: 'timeout' });
    await closed;
  });

  it('a stream reset inside a frame is counted', async () => {
    const { contact, dropped } = await startWatched({ fastPath });
    const raw = await startRawPeer({ particles: () => {} });
    const stream = await raw.open(contact());
    stream.send(frame.subarray(0, 10));
    stream.abort(new Error('changed my mind'));
    expect(await dropped()).toMatchObject({ reason: 'stream-lost' });
  });

  it('takes the frame of a sender that never closes its side', async () => {
    const { contact, received } = await startWatched({ fastPath });
    const raw = await startRawPeer({ particles: () => {} });
    (await raw.open(contact())).send(frame);
    expect(await received.count(1)).toHaveLength(1);
  });

  it('takes a frame that arrives byte by byte', async () => {
    const { contact, received } = await startWatched({ fastPath });
    const raw = await startRawPeer({ particles: () => {} });
    const stream = await raw.open(contact());
    for (const byte of frame) stream.send(Uint8Array.of(byte));
    expect(await received.count(1)).toHaveLength(1);
  });
});

describe.each([true, false])('back-pressure (fast path %s)', (fastPath) => {
  it('holds streams while the queue is full and takes them as particles settle', async () => {
    const settle: (() => void)[] = [];
    const handler = (): Promise<void> => new Promise((resolve) => settle.push(resolve));
    const watched = await startWatched({ fastPath, limits: { inboundQueue: 4 }, handler });
    const [sender] = await startNetworks({ fastPath });
    await sender!.network.connect(watched.contact());
    const sending = Array.from({ length: 10 }, () => sender!.network.send(watched.contact(), makeParticle()));
    await Promise.all(sending.slice(0, 4));
    await expect.poll(() => watched.network.describe?.().heldStreams).toBe(6);
    expect(watched.received.all).toHaveLength(4);
    expect(await watched.value('connection_pool_held_streams')).toMatchObject([{ value: 6 }]);
    expect(await watched.value('connection_pool_particle_queue_size')).toMatchObject([{ value: 4 }]);
    settle.shift()!();
    await watched.received.count(5);
    expect(watched.network.describe?.()).toMatchObject({ particlesTaken: 4, heldStreams: 5 });
    await Promise.all(sending.slice(0, 5));
    while (watched.received.all.length < 10 || settle.length > 0) {
      settle.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const result of await Promise.all(sending)) expect(result).toMatchObject({ status: 'ok' });
    expect(await watched.value('connection_pool_streams_held_total')).toMatchObject([{ value: 6 }]);
    expect(await watched.value('connection_pool_received_particles_total')).toMatchObject([{ value: 10 }]);
  });

  it('leaves the bytes of a held stream with their sender', async () => {
    const settle: (() => void)[] = [];
    const handler = (): Promise<void> => new Promise((resolve) => settle.push(resolve));
    const watched = await startWatched({ fastPath, limits: { inboundQueue: 1 }, handler });
    const [sender] = await startNetworks({ fastPath });
    await sender!.network.send(watched.contact(), makeParticle());
    await watched.received.count(1);
    let done = false;
    const large = makeParticle(4_000_000);
    const sending = sender!.network.send(watched.contact(), large).finally(() => (done = true));
    await expect.poll(() => watched.network.describe?.().heldStreams).toBe(1);
    // The connection itself is not held: other streams pass.
    expect(await sender!.network.resolveContact(watched.network.peerId)).toMatchObject({ how: 'Local' });
    expect(done).toBe(false);
    settle.shift()!();
    expect(await sending).toMatchObject({ status: 'ok' });
    const [, second] = await watched.received.count(2);
    expect(Buffer.compare(second!.particle.data, large.data)).toBe(0);
    settle.shift()!();
  });

  it('reads no new stream while frames take all bytes there are', async () => {
    const { network, contact, received } = await startWatched({
      fastPath,
      limits: { bufferedBytes: 100_000 },
    });
    const raw = await startRawPeer({ particles: () => {} });
    const large = encodeFrame(makeParticle(80_000));
    const first = await raw.open(contact());
    first.send(large.subarray(0, 60_000));
    // Half of them is for what senders send before they know.
    const second = raw.open(contact());
    await expect.poll(() => network.describe?.().heldStreams).toBe(1);
    first.send(large.subarray(60_000));
    await received.count(1);
    (await second).send(frame);
    await received.count(2);
  });

  it('resets a stream that needs more bytes than there are, and no other', async () => {
    const watched = await startWatched({ fastPath, limits: { bufferedBytes: 100_000 } });
    const { contact, dropped, received } = watched;
    const raw = await startRawPeer({ particles: () => {} });
    const large = encodeFrame(makeParticle(90_000));
    const [first, second] = [await raw.open(contact()), await raw.open(contact())];
    const reset = new Promise((resolve) => second!.addEventListener('close', resolve));
    first!.send(large.subarray(0, 60_000));
    second!.send(large.subarray(0, 50_000));
    expect(await dropped()).toMatchObject({ stage: 'network', reason: 'overloaded' });
    await reset;
    first!.send(large.subarray(60_000));
    await received.count(1);
    expect(raw.connections()).toBe(1);
  });

  it('goes on after a handler that failed, and says so', async () => {
    const handler = async (): Promise<void> => {
      throw new Error('no room');
    };
    const { contact, dropped, network } = await startWatched({ fastPath, handler });
    const [sender] = await startNetworks({ fastPath });
    for (let i = 0; i < 3; i++) {
      await sender!.network.send(contact(), makeParticle());
      expect(await dropped()).toMatchObject({ reason: 'handler-failed', detail: 'no room' });
    }
    expect(network.describe?.().particlesTaken).toBe(0);
  });
});
