import { encodeFrame } from '@noctiluca/particle';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_UNCONFIRMED_BYTES } from '../../src/constants.js';
import { NEGOTIATION } from '../../src/lane/lane-stream.js';
import { FIN, FrameType, RST, SYN, writeHeader } from '../../src/lane/yamux-frames.js';
import type { SendResult } from '../../src/network.js';
import { MemoryLane, MemoryQueue } from '../utils/memory-lanes.js';
import { makeParticle } from '../utils/networks.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const particleOf = (id: string, bytes: number) => ({ ...makeParticle(bytes), id });

/** What a sender of any make may do with one stream, in this order. */
interface StreamPlan {
  readonly waits: boolean;
  readonly bytes: number;
  /** Where its frame is cut, parts of it. */
  readonly cut: number;
  readonly last: ('fin' | 'rst')[];
  /** The first of these before the second half of the frame. */
  readonly early: boolean;
}

const streamPlan: fc.Arbitrary<StreamPlan> = fc.record({
  waits: fc.boolean(),
  bytes: fc.constantFrom(10, 3000, 200_000),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  last: fc.constantFrom([], ['fin'], ['rst'], ['fin', 'rst']),
  early: fc.boolean(),
});

/** The frames of a plan; `whole` is true once the particle has come in full on a stream that was open until then. */
function stepsOf(plan: StreamPlan, id: number, frame: Uint8Array): { bytes: Uint8Array; whole: boolean }[] {
  const data = (flags: number, body: Uint8Array): Uint8Array =>
    Buffer.concat([writeHeader(FrameType.data, flags, id, body.length), body]);
  const half = Math.max(1, Math.floor(plan.cut * (frame.length - 1)));
  const ends = plan.last.map((name) =>
    writeHeader(FrameType.windowUpdate, name === 'fin' ? FIN : RST, id, 0),
  );
  const isCut = plan.early && ends.length > 0;
  const head = plan.waits
    ? [data(SYN, NEGOTIATION), data(0, frame.subarray(0, half))]
    : [data(SYN, Buffer.concat([NEGOTIATION, frame.subarray(0, half)]))];
  const rest = data(0, frame.subarray(half));
  const steps = isCut ? [...head, ...ends] : [...head, rest, ...ends];
  const wholeFrom = isCut ? steps.length : head.length;
  return steps.map((bytes, i) => ({ bytes, whole: i >= wholeFrom }));
}

describe('a lane that receives', () => {
  it('takes what came whole or refuses it, in whatever order ends, resets, losses and room come', async () => {
    const plans = fc.array(streamPlan, { minLength: 1, maxLength: 8 });
    const order = fc.array(fc.nat(12), { minLength: 10, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(plans, order, fc.boolean(), async (all, moves, isLost) => {
        const memory = new MemoryQueue({ bufferedBytes: 500_000 });
        const receiver = new MemoryLane('inbound', memory.queue);
        const whole = new Set<string>();
        const streams = all.map((plan, i) => ({
          id: 101 + 2 * i,
          steps: stepsOf(plan, 101 + 2 * i, encodeFrame(particleOf(`p${i}`, plan.bytes))),
        }));
        const next = (i: number): void => {
          const step = streams[i]?.steps.shift();
          if (step === undefined) return;
          receiver.lane.take(step.bytes);
          if (step.whole) whole.add(`p${i}`);
        };
        for (const move of moves) {
          if (move < streams.length) next(move);
          else await memory.settle();
        }
        if (isLost) receiver.lose();
        else for (const [i, { steps }] of streams.entries()) while (steps.length > 0) next(i);
        await memory.settleAll();
        const refused = receiver.headers().filter(({ flags }) => (flags & RST) !== 0);
        const refusedIds = new Set(refused.map(({ id }) => `p${(id - 101) / 2}`));
        const expected = [...whole].filter((id) => !refusedIds.has(id));
        expect(memory.taken).toEqual(expect.arrayContaining(expected));
        expect(new Set(memory.taken).size).toBe(memory.taken.length);
        expect(memory.most).toBeLessThanOrEqual(2);
        expect(memory.queue.taken).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('says no word of a particle that it has no room for, and keeps it when its sender resets the stream', async () => {
    const memory = new MemoryQueue({ inboundQueue: 1 });
    const receiver = new MemoryLane('inbound', memory.queue);
    for (const i of [0, 1]) {
      const body = Buffer.concat([NEGOTIATION, encodeFrame(particleOf(`p${i}`, 10))]);
      const id = 101 + 2 * i;
      receiver.lane.take(Buffer.concat([writeHeader(FrameType.data, SYN, id, body.length), body]));
    }
    expect(receiver.headers().map(({ id }) => id)).toEqual([101, 101]);
    receiver.lane.take(writeHeader(FrameType.windowUpdate, RST, 103, 0));
    expect(memory.taken).toEqual(['p0']);
    await memory.settleAll();
    expect(memory.taken).toEqual(['p0', 'p1']);
    expect(receiver.headers().map(({ id }) => id)).toEqual([101, 101]);
  });

  it('lets a sender that waits for its word wait until there is room', async () => {
    const memory = new MemoryQueue({ inboundQueue: 1 });
    const receiver = new MemoryLane('inbound', memory.queue);
    const open = (id: number): void =>
      void receiver.lane.take(
        Buffer.concat([writeHeader(FrameType.data, SYN, id, NEGOTIATION.length), NEGOTIATION]),
      );
    const frame = encodeFrame(particleOf('p0', 10));
    open(101);
    receiver.lane.take(Buffer.concat([writeHeader(FrameType.data, 0, 101, frame.length), frame]));
    open(103);
    expect(receiver.headers().some(({ id }) => id === 103)).toBe(false);
    await memory.settleAll();
    expect(receiver.headers().some(({ id }) => id === 103)).toBe(true);
  });
});

describe('two lanes', () => {
  type Move = 'send' | 'there' | 'back' | 'settle' | 'block' | 'drain' | 'cancel';
  const move = fc.record({
    what: fc.constantFrom<Move>(
      'send',
      'send',
      'there',
      'there',
      'back',
      'settle',
      'block',
      'drain',
      'cancel',
    ),
    size: fc.constantFrom(1, 20, 300, 5000, 300_000),
  });

  it('agree: what one calls sent was taken by the other, to the last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { minLength: 5, maxLength: 80 }),
        fc.boolean(),
        fc.boolean(),
        async (moves, endMeansTaken, isLost) => {
          const memory = new MemoryQueue();
          const sender = new MemoryLane('outbound', new MemoryQueue().queue);
          const receiver = new MemoryLane('inbound', memory.queue);
          sender.lane.endMeansTaken = endMeansTaken;
          const results = new Map<string, SendResult>();
          const cancels: AbortController[] = [];
          const run: Record<Move, (size: number) => unknown> = {
            send: (size) => {
              const id = `p${cancels.length}`;
              const cancel = new AbortController();
              cancels.push(cancel);
              void sender.lane
                .send(encodeFrame(particleOf(id, size)), cancel.signal)!
                .then((result) => results.set(id, result));
            },
            there: (size) => sender.deliver(receiver, size),
            back: (size) => receiver.deliver(sender, size),
            settle: () => memory.settle(),
            block: () => {
              sender.blocked = true;
            },
            drain: () => sender.drain(),
            cancel: (size) => cancels[size % cancels.length]?.abort(),
          };
          for (const { what, size } of moves) await run[what](size);
          if (isLost) for (const side of [sender, receiver]) side.lose();
          else {
            sender.drain();
            await memory.settleAll();
            while (sender.outgoing.length + receiver.outgoing.length > 0) {
              sender.deliver(receiver, 1_000_000);
              await memory.settleAll();
              receiver.deliver(sender, 1_000_000);
            }
          }
          await memory.settleAll();
          const sent = [...results].filter(([, { status }]) => status === 'ok').map(([id]) => id);
          expect(memory.taken).toEqual(expect.arrayContaining(sent));
          expect(new Set(memory.taken).size).toBe(memory.taken.length);
          expect(results.size).toBe(cancels.length);
          expect(memory.queue.heldStreams).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('slow down: a receiver without room is sent no more than a window of bytes', async () => {
    const memory = new MemoryQueue({ inboundQueue: 1 });
    const sender = new MemoryLane('outbound', new MemoryQueue().queue);
    const receiver = new MemoryLane('inbound', memory.queue);
    const count = 60;
    const results: SendResult[] = [];
    for (let i = 0; i < count; i++) {
      void sender.lane
        .send(encodeFrame(particleOf(`p${i}`, 1_000_000)))!
        .then((result) => results.push(result));
    }
    expect(sender.outgoing.length).toBeLessThan(MAX_UNCONFIRMED_BYTES + 100_000);
    while (sender.outgoing.length + receiver.outgoing.length > 0) {
      sender.deliver(receiver, 10_000_000);
      receiver.deliver(sender, 10_000_000);
      expect(memory.queue.heldStreams).toBeLessThan(count);
      await memory.settle();
    }
    await memory.settleAll();
    receiver.deliver(sender, 10_000_000);
    await null;
    expect(results.map(({ status }) => status)).toEqual(Array(count).fill('ok'));
    expect(memory.taken).toHaveLength(count);
  });
});
