import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it, vi } from 'vitest';
import { MIN_CHANGE_GAP_MS } from '../../../src/constants.js';
import { type ChainChange, Changes } from '../../../src/peer/watch/changes.js';

function changes() {
  const clock = new FakeClock();
  const onError = vi.fn();
  const subject = new Changes({ clock, onError });
  const told: number[] = [];
  const end = subject.on(({ block }) => told.push(block));
  const tell = (block: number) => subject.tell({ reason: 'deal', block });
  return { clock, subject, told, tell, end, onError };
}

describe('changes', () => {
  it('are told at once, and as one when they come right after another', () => {
    const { clock, tell, told, subject } = changes();
    [1, 2, 3].forEach(tell);
    expect(told).toEqual([1]);
    clock.advance(MIN_CHANGE_GAP_MS);
    expect(told).toEqual([1, 3]);
    tell(4);
    expect(told).toEqual([1, 3]);
    clock.advance(2 * MIN_CHANGE_GAP_MS);
    expect(told).toEqual([1, 3, 4]);
    tell(5);
    expect(told).toEqual([1, 3, 4, 5]);
    expect(subject.count).toBe(4);
  });

  it('are told to all, whatever one of them throws', () => {
    const { subject, told, tell, onError, end } = changes();
    end();
    subject.on(() => {
      throw new Error('mine');
    });
    const seen: ChainChange[] = [];
    subject.on((change) => seen.push(change));
    tell(1);
    expect(seen).toEqual([{ reason: 'deal', block: 1 }]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(new Error('mine'));
    expect(told).toEqual([]);
  });

  it('are told to nobody after the end', () => {
    const { clock, subject, tell, told } = changes();
    [1, 2].forEach(tell);
    subject.end();
    clock.advance(MIN_CHANGE_GAP_MS);
    expect(told).toEqual([1]);
    expect(clock.pendingTimers).toBe(0);
  });
});
