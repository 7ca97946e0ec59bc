import { encodeFrame } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import type { FrameSink, InboundStream } from '../../src/inbound/inbound-frame.js';
import type { AddressShare } from '../../src/network.js';
import { MemoryQueue } from '../utils/memory-lanes.js';
import { makeParticle } from '../utils/networks.js';

const MIB = 2 ** 20;

/** A stream that remembers what it was told. */
function streamOf(from: string, address?: AddressShare): InboundStream & { readonly told: string[] } {
  const told: string[] = [];
  return {
    from,
    address,
    origin: {},
    told,
    hold: () => void told.push('hold'),
    release: () => void told.push('release'),
    finish: () => void told.push('finish'),
    reset: (reason) => void told.push(reason),
  };
}

const frameOf = (id: string, bytes: number) => encodeFrame({ ...makeParticle(bytes), id });

function pushInPieces(sink: FrameSink, bytes: Uint8Array, piece: number): void {
  for (let at = 0; at < bytes.length; at += piece) sink.push(bytes.slice(at, at + piece));
}

describe('frames that wait', () => {
  it('are counted when they are whole, and the newest of the peer that has most gives way', () => {
    const { queue } = new MemoryQueue({ inboundQueue: 2, bufferedBytes: 10 * MIB });
    const streams = Array.from({ length: 20 }, () => streamOf('greedy'));
    for (const [i, stream] of streams.entries()) queue.accept(stream).push(frameOf(`p${i}`, MIB - 1000));
    expect(streams.filter(({ told }) => told.includes('finish'))).toHaveLength(2);
    expect(streams.filter(({ told }) => told.includes('overloaded'))).toHaveLength(8);
    expect(queue.heldStreams).toBe(10);
    const modest = streamOf('modest');
    queue.accept(modest).push(frameOf('modest', MIB / 2));
    expect(modest.told).not.toContain('overloaded');
    expect(streams.filter(({ told }) => told.includes('overloaded')).length).toBeGreaterThan(8);
  });

  it('are taken in turns of their peers', async () => {
    const memory = new MemoryQueue({ inboundQueue: 1 });
    for (const id of ['a0', 'a1', 'a2', 'a3', 'b1', 'c1', 'b2'])
      memory.queue.accept(streamOf(id[0]!)).push(frameOf(id, 10));
    await memory.settleAll();
    expect(memory.taken).toEqual(['a0', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('are refused and counted when the network stops', () => {
    const { queue } = new MemoryQueue({ inboundQueue: 1 });
    const streams = ['a', 'b', 'c'].map((from) => streamOf(from));
    for (const stream of streams) queue.accept(stream).push(frameOf(stream.from, 10));
    queue.close();
    expect(streams.map(({ told }) => told.at(-1))).toEqual(['finish', 'stopping', 'stopping']);
  });
});

describe('frames of many peers at one address', () => {
  const crowd = { prefix: '203.0.113.0/24', site: '203.0.113.0/24' };
  const other = { prefix: '198.51.100.0/24', site: '198.51.100.0/24' };

  it('give way before those of one peer at another, who holds more than each of them', () => {
    const { queue } = new MemoryQueue({ inboundQueue: 1, bufferedBytes: 10 * MIB });
    queue.accept(streamOf('taken')).push(frameOf('taken', 10));
    const alone = Array.from({ length: 3 }, () => streamOf('alone', other));
    const made = Array.from({ length: 12 }, (_, i) => streamOf(`made up ${i}`, crowd));
    for (const stream of [...alone, ...made]) queue.accept(stream).push(frameOf('p', MIB - 1000));
    const lost = (streams: typeof alone) => streams.filter(({ told }) => told.includes('overloaded')).length;
    expect(lost(alone)).toBe(0);
    expect(lost(made)).toBe(5);
  });

  it('have to wait while theirs is less: their address has its part of the bytes', () => {
    const { queue } = new MemoryQueue({ inboundQueue: 1, bufferedBytes: 10 * MIB });
    queue.accept(streamOf('taken')).push(frameOf('taken', 10));
    for (let i = 0; i < 6; i++) queue.accept(streamOf(`made up ${i}`, crowd)).push(frameOf('p', MIB - 1000));
    queue.accept(streamOf('alone', other)).push(frameOf('p', 10));
    const before = queue.heldStreams;
    queue.accept(streamOf('made up 7', crowd));
    expect(queue.heldStreams).toBe(before + 1);
  });
});

describe('unfinished frames of one peer', () => {
  it('that fill the bytes there are take none from others', () => {
    const memory = new MemoryQueue({ inboundQueue: 128, bufferedBytes: 2 * MIB });
    const greedy = ['one', 'two'].map(() => streamOf('greedy'));
    for (const stream of greedy) {
      const sink = memory.queue.accept(stream);
      pushInPieces(sink, frameOf('never', MIB - 1000).subarray(0, MIB - 2000), 65_536);
    }
    const others = Array.from({ length: 50 }, (_, i) => streamOf(`other ${i}`));
    for (const stream of others)
      pushInPieces(memory.queue.accept(stream), frameOf(stream.from, 300_000), 65_536);
    expect(others.filter(({ told }) => !told.includes('finish'))).toEqual([]);
    expect(greedy.map(({ told }) => told)).toContainEqual(expect.arrayContaining(['overloaded']));
  });

  it('are promised bytes one after the other', () => {
    const { queue } = new MemoryQueue({ inboundQueue: 128, bufferedBytes: 2 * MIB });
    const [first, second] = [streamOf('a'), streamOf('a')];
    const frames = [first, second].map((stream) => ({
      sink: queue.accept(stream!),
      frame: frameOf('p', MIB - 1000),
    }));
    const asked = frames.map(({ sink, frame }) => {
      sink.push(frame.slice(0, 1000));
      return sink.grow();
    });
    expect(asked).toEqual([true, false]);
    expect(second!.told).toEqual(['hold']);
    frames[0]!.sink.push(frames[0]!.frame.slice(1000));
    expect(first!.told).toEqual(['finish']);
  });
});

describe('particles of a peer that there is no room for', () => {
  it('stay with it while others go on, and come when there is room', () => {
    const memory = new MemoryQueue({ inboundQueue: 200 });
    const full = new Set(['greedy']);
    let tell = () => {};
    memory.queue.dealOut({
      hasRoom: ({ from }) => !full.has(from),
      onRoom: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    const greedy = Array.from({ length: 100 }, () => streamOf('greedy'));
    for (const [i, stream] of greedy.entries()) memory.queue.accept(stream).push(frameOf(`g${i}`, 10));
    const other = streamOf('other');
    memory.queue.accept(other).push(frameOf('other', 10));
    expect(memory.taken).toEqual(['other']);
    expect(greedy.some(({ told }) => told.includes('finish'))).toBe(false);
    expect(memory.queue.heldStreams).toBe(100);
    full.clear();
    tell();
    expect(memory.taken).toHaveLength(101);
    expect(memory.queue.heldStreams).toBe(0);
  });

  it('do not hide those of others that wait behind them', async () => {
    const memory = new MemoryQueue({ inboundQueue: 1 });
    const full = new Set<string>();
    memory.queue.dealOut({ hasRoom: ({ from }) => !full.has(from), onRoom: () => () => {} });
    memory.queue.accept(streamOf('first')).push(frameOf('first', 10));
    const waiting = Array.from({ length: 200 }, () => streamOf('greedy'));
    for (const stream of waiting) memory.queue.accept(stream);
    const other = streamOf('other');
    const sink = memory.queue.accept(other);
    full.add('greedy');
    for (let i = 0; i < 10 && !other.told.includes('release'); i++) await memory.settle();
    sink.push(frameOf('other', 10));
    await memory.settleAll();
    expect(memory.taken).toEqual(['first', 'other']);
  });
});
