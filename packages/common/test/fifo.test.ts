import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFifo } from '../src/fifo.js';

describe('fifo', () => {
  it('behaves as an array that is pushed and shifted', () => {
    const step = fc.oneof(
      fc.nat().map((item) => ({ item })),
      fc.constant('shift'),
      fc.constant('drain'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const fifo = createFifo<number>();
        let model: number[] = [];
        for (const step of steps) {
          if (typeof step === 'object') {
            fifo.push(step.item);
            model.push(step.item);
          } else if (step === 'shift') expect(fifo.shift()).toBe(model.shift());
          else {
            expect(fifo.drain()).toEqual(model);
            model = [];
          }
          expect(fifo.size).toBe(model.length);
        }
      }),
    );
  });

  it('keeps its order over many items', () => {
    const fifo = createFifo<number>();
    let expected = 0;
    for (let i = 0; i < 20_000; i++) {
      fifo.push(i);
      if (i % 3 !== 0) expect(fifo.shift()).toBe(expected++);
    }
    while (fifo.size > 0) expect(fifo.shift()).toBe(expected++);
    expect(expected).toBe(20_000);
  });
});
