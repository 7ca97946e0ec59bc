import type { MessageStream } from '@libp2p/interface';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batch } from '../../src/lane/batch.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A batch over a connection that only remembers what it was given. */
function batched() {
  const sent: string[] = [];
  const connection = Object.assign(new EventTarget(), {
    status: 'open',
    send: (data: Uint8Array) => {
      sent.push(Buffer.from(data).toString());
      return true;
    },
  });
  const batch = new Batch(connection as unknown as MessageStream, connection as unknown as MessageStream);
  return { batch, sent, connection };
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('a batch', () => {
  it('sends what was written in one turn together', () => {
    const { batch, sent } = batched();
    batch.write(bytes('a'));
    batch.write(bytes('b'));
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(sent).toEqual(['ab']);
  });

  it('sends what is unhurried with what is written next', () => {
    const { batch, sent } = batched();
    batch.writeUnhurried(bytes('end'));
    vi.advanceTimersByTime(4);
    expect(sent).toEqual([]);
    batch.write(bytes('next'));
    vi.advanceTimersByTime(0);
    expect(sent).toEqual(['endnext']);
    vi.advanceTimersByTime(100);
    expect(sent).toEqual(['endnext']);
  });

  it('sends what is unhurried by itself after a while', () => {
    const { batch, sent } = batched();
    batch.writeUnhurried(bytes('one'));
    vi.advanceTimersByTime(2);
    batch.writeUnhurried(bytes('two'));
    vi.advanceTimersByTime(3);
    expect(sent).toEqual(['onetwo']);
    batch.writeUnhurried(bytes('three'));
    vi.advanceTimersByTime(20);
    expect(sent).toEqual(['onetwo', 'three']);
  });

  it('sends nothing after the end of its connection', () => {
    const { batch, sent, connection } = batched();
    batch.writeUnhurried(bytes('late'));
    connection.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
