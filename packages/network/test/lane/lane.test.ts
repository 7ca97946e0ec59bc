import { encodeFrame } from '@noctiluca/particle';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEGOTIATION, VERSION_BYTES } from '../../src/lane/lane-stream.js';
import { ACK, FIN, FrameType, RST, SYN } from '../../src/lane/yamux-frames.js';
import { connectionEvent, makeParticle, startNetwork, type TestInit } from '../utils/networks.js';
import { dialAsYamux } from '../utils/yamux-peer.js';

const frame = encodeFrame(makeParticle());
const whole = Buffer.concat([NEGOTIATION, frame]);
const FIRST_OURS = 0x4000_0000;

/** A peer that nothing is known of: it does not even answer identify, which is waited for this long. */
const PATIENCE_MS = 1500;

async function attached({ timeouts, ...init }: TestInit = {}) {
  const made = await startNetwork({ ...init, timeouts: { upgradeMs: PATIENCE_MS, ...timeouts } });
  const connected = connectionEvent(made.network, 'connected');
  const peer = await dialAsYamux(made.contact('tcp'));
  await connected;
  return { ...made, peer };
}

describe('a particle coming in', () => {
  it('is answered with negotiation and end in frames of their own', async () => {
    const { received, peer } = await attached();
    peer.data(101, SYN, whole);
    await received.count(1);
    const reply = await peer.frame(({ id, type }) => id === 101 && type === FrameType.data);
    expect(reply.flags).toBe(ACK);
    expect(Buffer.compare(reply.body, NEGOTIATION)).toBe(0);
    expect((await peer.frame(({ id }) => id === 101)).flags).toBe(FIN);
  });

  it('is understood whatever the cut of its frames', async () => {
    const { received, peer } = await attached();
    let id = 101;
    let count = 0;
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.boolean(), async (cut, opensBare) => {
        // After the bare version line a dialler may wait, so such a cut goes libp2p's way; see the test below.
        const ends = [...cut.filter((end) => end !== VERSION_BYTES).sort((a, b) => a - b), whole.length];
        if (opensBare) peer.windowUpdate(id, SYN, 0);
        let from = 0;
        for (const end of ends) {
          peer.data(id, from === 0 && !opensBare ? SYN : 0, whole.subarray(from, end));
          from = end;
        }
        peer.windowUpdate(id, FIN, 0);
        id += 2;
        await received.count(++count);
      }),
      { numRuns: 40 },
    );
  });

  it('is understood from a dialler that waits for the version first', async () => {
    const { received, peer } = await attached();
    peer.data(101, SYN, NEGOTIATION.subarray(0, VERSION_BYTES));
    await peer.frame(({ id, length, type }) => id === 101 && type === FrameType.data && length > 0);
    peer.data(101, 0, whole.subarray(VERSION_BYTES));
    await received.count(1);
  });

  it('may end with its last data', async () => {
    const { received, peer } = await attached();
    peer.data(101, SYN | FIN, whole);
    await received.count(1);
  });

  it('gets more credit only while it is read', async () => {
    const handler = (): Promise<void> => new Promise(() => {});
    const { network, received, peer } = await attached({ handler, limits: { inboundQueue: 1 } });
    const large = Buffer.concat([NEGOTIATION, encodeFrame(makeParticle(1_000_000))]);
    peer.data(101, SYN, large.subarray(0, 200_000));
    const update = await peer.frame(({ id, type }) => id === 101 && type === FrameType.windowUpdate);
    expect(update.length).toBeGreaterThan(800_000);
    peer.data(101, 0, large.subarray(200_000));
    await received.count(1);
    peer.data(103, SYN, large.subarray(0, 200_000));
    await expect.poll(() => network.describe?.().heldStreams).toBe(1);
    peer.data(105, SYN, whole);
    // The peer answers a ping of yamux after all that came before it.
    peer.raw(Uint8Array.of(0, 2, 0, SYN, 0, 0, 0, 0, 0, 0, 0, 7));
    await peer.frame(({ id, flags }) => id === 0 && flags === ACK);
    const told = await Promise.race([
      peer.frame(({ id, length }) => (id === 103 && length > 0) || id === 105).then(() => true),
      new Promise((resolve) => setImmediate(() => resolve(false))),
    ]);
    expect(told).toBe(false);
  });

  it('is reset when it takes more than its credit', async () => {
    const { network, peer } = await attached();
    const large = Buffer.concat([NEGOTIATION, encodeFrame(makeParticle(1_000_000))]);
    peer.data(101, SYN, large.subarray(0, 1000));
    peer.data(101, 0, large.subarray(1000, 400_000));
    expect((await peer.frame(({ id, flags }) => id === 101 && flags === RST)).flags).toBe(RST);
    // The connection and its framing survive.
    peer.data(103, SYN, whole);
    await peer.frame(({ id }) => id === 103);
    expect(network.isConnected(peer.peerId)).toBe(true);
  });

  it('is reset when bytes follow it', async () => {
    const { received, peer } = await attached();
    peer.data(101, SYN, whole);
    await received.count(1);
    peer.data(101, 0, frame);
    await peer.frame(({ id, flags }) => id === 101 && flags === RST);
    expect(received.all).toHaveLength(1);
  });

  it('is reset when the sender keeps its side open', async () => {
    const { received, peer } = await attached({ timeouts: { lingerMs: 50 } });
    peer.data(101, SYN, whole);
    await received.count(1);
    await peer.frame(({ id, flags }) => id === 101 && flags === RST);
  });
});

describe('a stream that names no protocol', () => {
  it('is reset after the time for negotiation', async () => {
    const { peer } = await attached({ timeouts: { upgradeMs: 1500 } });
    peer.windowUpdate(101, SYN, 0);
    peer.data(103, SYN, NEGOTIATION.subarray(0, 30));
    await peer.frame(({ id, flags }) => id === 101 && flags === RST);
    await peer.frame(({ id, flags }) => id === 103 && flags === RST);
  });

  it('goes to libp2p as soon as it differs, with all of its bytes', async () => {
    const { peer } = await attached();
    const ping = Buffer.concat([
      NEGOTIATION.subarray(0, VERSION_BYTES),
      Buffer.from('\x11/ipfs/ping/1.0.0\n'),
    ]);
    const payload = new Uint8Array(32).fill(9);
    for (let cut = 1; cut < ping.length; cut += 5) {
      const id = 101 + 2 * cut;
      peer.data(id, SYN, ping.subarray(0, cut));
      peer.data(id, 0, Buffer.concat([ping.subarray(cut), payload]));
      let echoed = Buffer.alloc(0);
      while (echoed.length < ping.length + payload.length) {
        const { body } = await peer.frame((reply) => reply.id === id && reply.type === FrameType.data);
        echoed = Buffer.concat([echoed, body]);
      }
      expect(Buffer.compare(echoed.subarray(-32), payload)).toBe(0);
      peer.windowUpdate(id, RST, 0);
    }
  });
});

describe('a particle going out', () => {
  const isOpening = ({ id, flags }: { id: number; flags: number }): boolean =>
    id >= FIRST_OURS && (flags & SYN) !== 0;

  it('leaves with its negotiation in one frame, and ends once that is confirmed', async () => {
    const { network, peer } = await attached();
    const particle = makeParticle();
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, particle);
    const opening = await peer.frame(isOpening);
    expect(Buffer.compare(opening.body, Buffer.concat([NEGOTIATION, encodeFrame(particle)]))).toBe(0);
    peer.data(opening.id, ACK, NEGOTIATION.subarray(0, 20));
    peer.data(opening.id, 0, NEGOTIATION.subarray(20));
    expect(await sending).toMatchObject({ status: 'ok' });
    expect((await peer.frame(({ id }) => id === opening.id)).flags).toBe(FIN);
  });

  it('waits for credit', async () => {
    const { network, peer } = await attached();
    const particle = makeParticle(600_000);
    const expected = Buffer.concat([NEGOTIATION, encodeFrame(particle)]);
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, particle);
    const opening = await peer.frame(isOpening);
    let got = opening.body;
    const more = async (until: number): Promise<void> => {
      while (got.length < until) {
        const next = await peer.frame(({ id, type }) => id === opening.id && type === FrameType.data);
        got = Buffer.concat([got, next.body]);
      }
    };
    await more(256 * 1024);
    expect(got.length).toBe(256 * 1024);
    peer.windowUpdate(opening.id, ACK, 100_000);
    await more(256 * 1024 + 100_000);
    expect(got.length).toBe(256 * 1024 + 100_000);
    peer.windowUpdate(opening.id, 0, 1_000_000);
    await more(expected.length);
    expect(Buffer.compare(got, expected)).toBe(0);
    peer.data(opening.id, 0, NEGOTIATION);
    expect(await sending).toEqual({ status: 'ok', bytes: expected.length - NEGOTIATION.length });
  });

  it.each([
    {
      id: 'refuses the protocol',
      answer: Buffer.concat([NEGOTIATION.subarray(0, VERSION_BYTES), Buffer.from('\x03na\n')]),
    },
    { id: 'answers nonsense', answer: Buffer.from('HTTP/1.1 400 Bad Request') },
  ])('is a protocol error when the peer $id', async ({ answer }) => {
    const { network, peer } = await attached();
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, makeParticle());
    const { id } = await peer.frame(isOpening);
    peer.data(id, ACK, answer);
    expect(await sending).toMatchObject({ status: 'protocol-error' });
    await peer.frame((reply) => reply.id === id && reply.flags === RST);
  });

  it.each([
    { id: 'resets it', flags: RST },
    { id: 'closes it unconfirmed', flags: FIN },
  ])('is a protocol error when the peer $id', async ({ flags }) => {
    const { network, peer } = await attached();
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, makeParticle());
    const { id } = await peer.frame(isOpening);
    peer.windowUpdate(id, flags, 0);
    expect(await sending).toMatchObject({ status: 'protocol-error' });
  });

  it('times out when the peer says nothing, and is given up with its caller', async () => {
    const { network, peer } = await attached({ timeouts: { sendMs: 300 } });
    const to = { peerId: peer.peerId, addresses: [] };
    const cancel = new AbortController();
    const given = network.send(to, makeParticle(), { signal: cancel.signal });
    const { id } = await peer.frame(isOpening);
    cancel.abort();
    expect(await given).toMatchObject({ status: 'timed-out', detail: 'the caller gave up' });
    await peer.frame((reply) => reply.id === id && reply.flags === RST);
    expect(await network.send(to, makeParticle())).toMatchObject({ status: 'timed-out', afterMs: 300 });
  });

  it('is reset when the peer leaves its side open', async () => {
    const { network, peer } = await attached({ timeouts: { lingerMs: 50 } });
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, makeParticle());
    const { id } = await peer.frame(isOpening);
    peer.data(id, ACK, NEGOTIATION);
    expect(await sending).toMatchObject({ status: 'ok' });
    await peer.frame((reply) => reply.id === id && reply.flags === RST);
  });

  it('leaves no more than 256 half-open streams with a peer that closes none', async () => {
    const { network, peer } = await attached();
    const first = [];
    for (let i = 0; i < 258; i++) {
      const sending = network.send({ peerId: peer.peerId, addresses: [] }, makeParticle());
      const { id } = await peer.frame(isOpening);
      if (i < 2) first.push(id);
      peer.data(id, ACK, NEGOTIATION);
      await sending;
    }
    for (const id of first) await peer.frame((reply) => reply.id === id && reply.flags === RST);
  });

  it('is not-connected when the connection breaks', async () => {
    const { network, peer } = await attached();
    const sending = network.send({ peerId: peer.peerId, addresses: [] }, makeParticle());
    await peer.frame(isOpening);
    await network.disconnect(peer.peerId);
    expect(await sending).toEqual({ status: 'not-connected' });
  });
});

describe('a hostile muxer', () => {
  it('can at most end its own connection, whatever it writes', async () => {
    const { network, received, contact } = await startNetwork({ limits: { particleStreams: 4 } });
    const header = fc
      .tuple(
        fc.constantFrom(0, 1, 2, 3, 9),
        fc.integer({ min: 0, max: 15 }),
        fc.constantFrom(0, 1, 2, 101, 102, 103, FIRST_OURS + 1, FIRST_OURS + 2, 0xffff_ffff),
        fc.oneof(fc.nat(100), fc.constantFrom(0, 256 * 1024, 0x7fff_ffff, 0xffff_ffff)),
      )
      .map(([type, flags, id, length]) => {
        const bytes = Buffer.alloc(12);
        bytes.writeUInt8(type, 1);
        bytes.writeUInt16BE(flags, 2);
        bytes.writeUInt32BE(id, 4);
        bytes.writeUInt32BE(length, 8);
        return bytes;
      });
    const piece = fc.oneof(
      header,
      fc.constant(NEGOTIATION),
      fc.constant(frame),
      fc.uint8Array({ maxLength: 100 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const peer = await dialAsYamux(contact('tcp'));
        await expect.poll(() => network.isConnected(peer.peerId)).toBe(true);
        for (const bytes of pieces) {
          try {
            peer.raw(bytes);
          } catch {
            break;
          }
        }
        await network.disconnect(peer.peerId);
      }),
      { numRuns: 60 },
    );
    const honest = await dialAsYamux(contact('tcp'));
    await expect.poll(() => network.isConnected(honest.peerId)).toBe(true);
    const before = received.all.length;
    honest.data(101, SYN, whole);
    await received.count(before + 1);
    expect(network.connectedPeers()).toEqual([honest.peerId]);
    expect(network.describe?.().heldStreams).toBe(0);
  }, 60_000);
});
