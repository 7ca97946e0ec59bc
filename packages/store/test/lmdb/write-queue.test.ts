import { describe, expect, it } from 'vitest';
import type { Changes } from '../../src/lmdb/engine.js';
import { WriteQueue } from '../../src/lmdb/write-queue.js';

/** A disk that is as slow as the test wants. */
function controlledDisk() {
  const writes: { changes: Changes; succeed: () => void; fail: (error: Error) => void }[] = [];
  const shownAtFailure: (readonly Changes[])[] = [];
  const queue: WriteQueue = new WriteQueue(
    (changes) =>
      new Promise((resolve, reject) => {
        writes.push({ changes, succeed: resolve, fail: reject });
      }),
    () => shownAtFailure.push(queue.layers),
  );
  return { writes, queue, shownAtFailure };
}

const change = (key: string, byte: number): Changes => new Map([[key, Uint8Array.of(byte)]]);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the write queue', () => {
  it('writes the first change at once and gathers those that come meanwhile', async () => {
    const { writes, queue } = controlledDisk();
    const first = queue.add(change('a', 1));
    const others = [queue.add(change('b', 2)), queue.add(change('a', 3))];
    expect(writes).toHaveLength(1);
    expect(queue.layers).toEqual([change('a', 1), new Map([...change('b', 2), ...change('a', 3)])]);
    writes[0]?.succeed();
    await first;
    await turn();
    expect(writes[1]?.changes).toEqual(new Map([...change('b', 2), ...change('a', 3)]));
    writes[1]?.succeed();
    await Promise.all(others);
    expect(queue.layers).toEqual([]);
    expect(queue.counts).toEqual({ batches: 2, failures: 0 });
  });

  it('resolves nothing before its own write is done', async () => {
    const { writes, queue } = controlledDisk();
    const done: string[] = [];
    const first = queue.add(change('a', 1)).then(() => done.push('first'));
    const second = queue.add(change('b', 1)).then(() => done.push('second'));
    const durable = queue.durable().then(() => done.push('durable'));
    await turn();
    expect(done).toEqual([]);
    writes[0]?.succeed();
    await first;
    await turn();
    expect(done).toEqual(['first']);
    writes[1]?.succeed();
    await Promise.all([second, durable]);
    expect(done.slice(1).sort()).toEqual(['durable', 'second']);
  });

  it('rejects what is behind a failed write, shows none of it any more, and goes on', async () => {
    const { writes, queue, shownAtFailure } = controlledDisk();
    const first = queue.add(change('a', 1));
    const behind = queue.add(change('b', 2));
    const results = Promise.allSettled([first, behind, queue.durable()]);
    writes[0]?.fail(new Error('disk is full'));
    for (const result of await results) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'WRITE_FAILED', cause: { message: 'disk is full' } },
      });
    }
    expect(queue.layers).toEqual([]);
    expect(shownAtFailure).toEqual([[]]);
    expect(writes).toHaveLength(1);
    const next = queue.add(change('c', 3));
    writes[1]?.succeed();
    await next;
    expect(queue.counts).toEqual({ batches: 1, failures: 1 });
  });

  it('is drained when nothing is on its way, also after a failure', async () => {
    const { writes, queue } = controlledDisk();
    await queue.drained();
    const lost = queue.add(change('a', 1)).catch((error: unknown) => error);
    const drained = queue.drained();
    writes[0]?.fail(new Error('gone'));
    await drained;
    expect(await lost).toMatchObject({ code: 'WRITE_FAILED' });
  });
});
