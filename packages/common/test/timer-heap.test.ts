import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Timed, TimerHeap } from '../src/timer-heap.js';

it('gives items back by their times, whatever is added and removed between', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('push' as const), dueMs: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ do: fc.constant('remove' as const), which: fc.nat(50) }),
    ),
  );
  fc.assert(
    fc.property(steps, (all) => {
      const heap = new TimerHeap<Timed>();
      const model: Timed[] = [];
      for (const step of all) {
        if (step.do === 'push') {
          const item = { dueMs: step.dueMs, heapIndex: -1 };
          heap.push(item);
          model.push(item);
        } else if (model.length > 0) {
          const [item] = model.splice(step.which % model.length, 1);
          heap.remove(item!);
          expect(item!.heapIndex).toBe(-1);
        }
        expect(heap.size).toBe(model.length);
        expect(heap.peek()?.dueMs).toBe(
          model.length === 0 ? undefined : Math.min(...model.map((i) => i.dueMs)),
        );
      }
      const order: number[] = [];
      for (let item = heap.peek(); item !== undefined; item = heap.peek()) {
        heap.remove(item);
        order.push(item.dueMs);
      }
      expect(order).toEqual(model.map((item) => item.dueMs).sort((a, b) => a - b));
    }),
  );
});

it('leaves an item alone that is not in it', () => {
  const heap = new TimerHeap<Timed>();
  heap.push({ dueMs: 1, heapIndex: -1 });
  heap.remove({ dueMs: 1, heapIndex: 0 });
  heap.remove({ dueMs: 1, heapIndex: -1 });
  expect(heap.size).toBe(1);
});
