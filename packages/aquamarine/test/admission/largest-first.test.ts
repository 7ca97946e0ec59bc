import { describe, expect, it } from 'vitest';
import { LargestFirst } from '../../src/admission/largest-first.js';

describe('what waits somewhere', () => {
  it('gives way, the oldest of the largest owner first, to who has less', () => {
    const waiting = new LargestFirst<string>();
    for (const item of ['1', '2', '3', '4']) waiting.add('hog', item);
    waiting.add('other', 'a');
    expect(waiting.toGiveWay('newcomer')).toBe('1');
    expect(waiting.toGiveWay('other')).toBe('1');
    expect(waiting.toGiveWay('hog')).toBeUndefined();
  });

  it('stays where all have the same', () => {
    const waiting = new LargestFirst<string>();
    waiting.add('a', '1');
    waiting.add('b', '2');
    expect(waiting.toGiveWay('c')).toBeUndefined();
  });

  it('is forgotten when it is removed', () => {
    const waiting = new LargestFirst<string>();
    waiting.add('hog', '1', 100);
    waiting.remove('hog', '1');
    waiting.remove('hog', '1');
    expect(waiting.toGiveWay('other')).toBeUndefined();
  });
});
