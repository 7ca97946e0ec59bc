import { generateKeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { OTHER_STREAMS, USELESS_RESETS } from '../../src/constants.js';
import { NEGOTIATION } from '../../src/lane/lane-stream.js';
import { FIN, FrameType, RST, SYN, writeHeader } from '../../src/lane/yamux-frames.js';
import { MemoryLane, MemoryQueue } from '../utils/memory-lanes.js';
import { connectionEvent, makeParticle, startNetwork } from '../utils/networks.js';
import { dialAsYamux } from '../utils/yamux-peer.js';

const open = (id: number): Uint8Array => writeHeader(FrameType.windowUpdate, SYN, id, 0);
const reset = (id: number): Uint8Array => writeHeader(FrameType.windowUpdate, RST, id, 0);
const named = (id: number): Uint8Array =>
  Buffer.concat([writeHeader(FrameType.data, SYN, id, NEGOTIATION.length), NEGOTIATION]);
const other = (id: number): Uint8Array => {
  const proposal = Buffer.from('\x13/multistream/1.0.0\n\x10/ipfs/id/1.0.0\n');
  return Buffer.concat([writeHeader(FrameType.data, SYN, id, proposal.length), proposal]);
};

/** Frames of one kind to a lane, a stream each. @returns what it said of them */
function flood(count: number, framesOf: (id: number) => Uint8Array[]): string[] {
  const lane = new MemoryLane('inbound', new MemoryQueue().queue);
  for (let i = 0; i < count; i++) for (const bytes of framesOf(101 + 2 * i)) lane.lane.take(bytes);
  return lane.offences;
}

describe('a peer that resets what it opens', () => {
  it.each([
    { id: 'in one frame', framesOf: (id: number) => [writeHeader(FrameType.windowUpdate, SYN | RST, id, 0)] },
    { id: 'at once', framesOf: (id: number) => [open(id), reset(id)] },
    { id: 'after the name of the protocol', framesOf: (id: number) => [named(id), reset(id)] },
  ])('$id does harm beyond the bound, once', ({ framesOf }) => {
    expect(flood(USELESS_RESETS.burst, framesOf)).toEqual([]);
    expect(flood(USELESS_RESETS.burst * 2, framesOf)).toEqual(['too-many-resets']);
  });

  it('after it has closed its side, or we have, does none', () => {
    const closed = (id: number) => [named(id), writeHeader(FrameType.windowUpdate, FIN, id, 0), reset(id)];
    expect(flood(USELESS_RESETS.burst * 2, closed)).toEqual([]);
  });
});

it('a peer that opens streams for libp2p does harm beyond the bound', () => {
  expect(flood(OTHER_STREAMS.burst, (id) => [other(id)])).toEqual([]);
  expect(flood(OTHER_STREAMS.burst * 2, (id) => [other(id)])).toEqual(['too-many-streams']);
});

it('a connection that did harm is ended, its peer told to wait, and no other', async () => {
  const registry = new Registry();
  const { network, contact, received } = await startNetwork({ components: { registry } });
  const connected = connectionEvent(network, 'connected');
  const peer = await dialAsYamux(contact('tcp'));
  await connected;
  const flood = Array.from({ length: USELESS_RESETS.burst * 2 }, (_, i) => [
    open(101 + 2 * i),
    reset(101 + 2 * i),
  ]);
  peer.raw(Buffer.concat(flood.flat()));
  await peer.closed;
  const { values } = await registry.getSingleMetric('connection_pool_refused_connections_total')!.get();
  expect(values).toContainEqual({ value: 1, labels: { reason: 'too-many-resets' } });
  const honest = await startNetwork({ keyPair: generateKeyPair() });
  expect(await honest.network.send(contact(), makeParticle())).toMatchObject({ status: 'ok' });
  await received.count(1);
});
