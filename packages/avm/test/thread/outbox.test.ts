import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_ANSWER_HOLD_MS } from '../../src/constants.js';
import { type ThreadAnswer, unpackAnswers } from '../../src/thread/messages.js';
import { Outbox } from '../../src/thread/outbox.js';

const answer = (seq: number): ThreadAnswer => ({
  seq,
  memorySizeBytes: 0,
  recycled: false,
  runUs: 1,
  result: { name: 'AvmError', code: 'AVM_TRAP', message: 'why' },
});

describe('an outbox of answers', () => {
  let nowMs: number;
  let sent: number[][];
  let outbox: Outbox;
  beforeEach(() => {
    nowMs = 1000;
    sent = [];
    const send = (message: Uint8Array) => sent.push(unpackAnswers(message).map(({ seq }) => seq));
    outbox = new Outbox(send, () => nowMs);
  });

  it('sends what it holds as one message, in order, when it is told to', () => {
    for (const seq of [7, 8, 9]) outbox.add(answer(seq));
    expect(sent).toStrictEqual([]);
    outbox.post();
    expect(sent).toStrictEqual([[7, 8, 9]]);
  });

  it('sends nothing when it holds nothing', () => {
    outbox.post();
    outbox.add(answer(1));
    outbox.post();
    outbox.post();
    expect(sent).toStrictEqual([[1]]);
  });

  it('sends by itself once the first has waited long enough, and counts anew from the next', () => {
    outbox.add(answer(1));
    nowMs += MAX_ANSWER_HOLD_MS / 2;
    outbox.add(answer(2));
    nowMs += MAX_ANSWER_HOLD_MS / 2;
    outbox.add(answer(3));
    expect(sent).toStrictEqual([[1, 2, 3]]);
    outbox.add(answer(4));
    nowMs += MAX_ANSWER_HOLD_MS / 2;
    outbox.add(answer(5));
    expect(sent).toHaveLength(1);
    nowMs += MAX_ANSWER_HOLD_MS / 2;
    outbox.add(answer(6));
    expect(sent).toStrictEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
});
