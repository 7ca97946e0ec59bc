import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { AvmOutcome } from '../../src/avm.js';
import { type AvmPool, type AvmPoolInit, createAvmPool } from '../../src/pool/avm-pool.js';
import type { AvmLog } from '../../src/pool/log.js';
import { CUBIC_FOLD, ME, nested, request, results, VECTOR_SCRIPT } from '../utils/requests.js';

const MIB = 1024 * 1024;
const CALL = `(call "${ME}" ("s" "f") [] x)`;
const life = () => new AbortController().signal;

const started: AvmPool[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((pool) => pool.stop(AbortSignal.abort())));
});

async function startPool(init: AvmPoolInit = {}, log?: AvmLog): Promise<AvmPool> {
  const pool = createAvmPool({ threads: 1, ...init }, log === undefined ? {} : { logger: log });
  started.push(pool);
  await pool.start(life());
  return pool;
}

/** A request that keeps a thread busy for some 30 s. */
async function endless(pool: AvmPool, particleId = 'endless') {
  const first = await pool.run(request(CUBIC_FOLD, { particleId }), particleId);
  const callResults = results([1, Array.from({ length: 400 }, (_, i) => i)]);
  return request(CUBIC_FOLD, { particleId, prevData: first.data, callResults });
}

function numbered(i: number) {
  return request(`(call "${ME}" ("s" "f") [${i}] x)`, { particleId: `p-${i}` });
}

const argumentOf = (outcome: AvmOutcome) => outcome.callRequests[0]?.args[0];

describe('an AquaVM pool', () => {
  it('runs the vector of two steps', async () => {
    const pool = await startPool();
    const first = await pool.run(request(VECTOR_SCRIPT), 'p-1');
    expect(first.data).toHaveLength(317);
    expect(first.callRequests).toMatchObject([{ id: 1, serviceId: 's', functionName: 'f', args: ['a'] }]);
    const callResults = results([1, 'ok']);
    const second = await pool.run(request(VECTOR_SCRIPT, { prevData: first.data, callResults }), 'p-1');
    expect(second).toMatchObject({ retCode: 0, nextPeerIds: ['peer-2'], callRequests: [] });
  });

  it('does not start when its first thread dies, nor when the start is given up', async () => {
    const made = once(process, 'worker');
    const started = createAvmPool().start(new AbortController().signal);
    const [thread] = (await made) as [Worker];
    await thread.terminate();
    await expect(started).rejects.toMatchObject({ code: 'AVM_THREAD' });
    await expect(createAvmPool().start(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });

  it('has its threads sign natively when it is told to, with the same data', async () => {
    const [stock, native] = await Promise.all([startPool(), startPool({ nativeSignatures: true })]);
    const answers = await Promise.all([stock, native].map((pool) => pool.run(request(VECTOR_SCRIPT), 'p-1')));
    expect(answers[1]).toMatchObject({ ...answers[0], runMs: expect.any(Number), data: expect.anything() });
    const hop = (data: Uint8Array) => stock.run(request(VECTOR_SCRIPT, { data }), 'p-2');
    for (const { data } of answers) expect((await hop(data)).retCode).toBe(0);
  });

  it('posts answers that are behind each other together, and a lone one at once', async () => {
    const made = once(process, 'worker');
    const pool = await startPool();
    const [thread] = (await made) as [Worker];
    let messages = 0;
    thread.on('message', () => messages++);
    for (let i = 0; i < 20; i++) await pool.run(numbered(i), 'a');
    expect(messages).toBe(20);
    let fewest = Number.POSITIVE_INFINITY;
    // On a slow machine each answer of a round may have waited long enough by itself; not in all rounds.
    for (let round = 0; round < 20; round++) {
      messages = 0;
      await Promise.all(Array.from({ length: 16 }, (_, i) => pool.run(numbered(i), 'a')));
      fewest = Math.min(fewest, messages);
    }
    expect(fewest).toBeLessThan(16);
  });

  it('leaves the caller’s bytes alone', async () => {
    const pool = await startPool();
    const { data } = await pool.run(request(VECTOR_SCRIPT), 'p-1');
    const copy = data.slice();
    await pool.run(request(VECTOR_SCRIPT, { prevData: data, data }), 'p-1');
    expect(data).toStrictEqual(copy);
  });

  it('answers many requests, those of one affinity in their order, on as many threads as are needed', async () => {
    const pool = await startPool({ threads: 3 });
    expect(pool.stats()).toMatchObject({ threads: 3, running: 1, free: 3, busy: 0 });
    const order = new Map<string, number[]>();
    const runs = Array.from({ length: 300 }, async (_, i) => {
      const affinity = `a-${i % 10}`;
      const outcome = await pool.run(numbered(i), affinity);
      order.set(affinity, [...(order.get(affinity) ?? []), i]);
      expect(argumentOf(outcome)).toBe(i);
    });
    expect(pool.stats().pending).toBe(300);
    await Promise.all(runs);
    for (const answered of order.values()) expect(answered).toStrictEqual(answered.toSorted((a, b) => a - b));
    const stats = pool.stats();
    expect(stats).toMatchObject({
      pending: 0,
      pendingBytes: 0,
      invocations: 300,
      traps: 0,
      busy: 0,
      free: 3,
    });
    expect(stats.running).toBeGreaterThan(1);
    expect(stats.memorySizeBytes).toBeGreaterThan(8 * MIB);
  });

  it('carries requests and answers of several MiB', async () => {
    const pool = await startPool();
    const first = await pool.run(request(CALL), 'p-1');
    const callResults = results([1, 'x'.repeat(5 * MIB)]);
    const second = await pool.run(request(CALL, { prevData: first.data, callResults }), 'p-1');
    expect(second.retCode).toBe(0);
    expect(second.data.length).toBeGreaterThan(5 * MIB);
    expect(pool.stats().recycles).toBe(0);
  });

  it('replaces an instance whose memory has grown', async () => {
    const pool = await startPool({ recycleAboveBytes: 20 * MIB });
    const first = await pool.run(request(CALL), 'p-1');
    const callResults = results([1, 'x'.repeat(4 * MIB)]);
    await pool.run(request(CALL, { prevData: first.data, callResults }), 'p-1');
    expect(pool.stats().recycles).toBe(1);
    await pool.run(request(CALL), 'p-1');
    expect(pool.stats()).toMatchObject({ recycles: 1, rebuilds: 0 });
    expect(pool.stats().memorySizeBytes).toBeLessThan(12 * MIB);
  });

  it('applies the limits it was given', async () => {
    const pool = await startPool({ limits: { airSizeBytes: 5, hard: true } });
    expect((await pool.run(request('(null)'), 'p-1')).retCode).toBe(10);
  });

  it('describes itself', async () => {
    const pool = await startPool();
    expect(pool.describe()).toMatchObject({ state: 'running', threads: 1 });
    expect(JSON.parse(JSON.stringify(pool.describe()))).toStrictEqual(pool.describe());
  });
});

describe('a request past its deadline', () => {
  it('fails alone: those queued before and behind it are answered in order', {
    timeout: 60_000,
  }, async () => {
    const warnings: object[] = [];
    const log: AvmLog = { debug: () => {}, error: () => {}, warn: (fields) => warnings.push(fields) };
    const pool = await startPool({ deadlineMs: 1500 }, log);
    const stuck = await endless(pool);
    const answered: number[] = [];
    const others = (from: number, to: number) =>
      Array.from({ length: to - from }, async (_, i) => {
        const outcome = await pool.run(numbered(from + i), `a-${i}`);
        answered.push(from + i);
        expect(argumentOf(outcome)).toBe(from + i);
      });
    const before = others(0, 5);
    const late = pool.run(stuck, 'endless');
    const behind = others(5, 45);
    await expect(late).rejects.toMatchObject({ code: 'AVM_DEADLINE' });
    await Promise.all([...before, ...behind]);
    expect(answered).toStrictEqual(Array.from({ length: 45 }, (_, i) => i));
    const expected = { deadlines: 1, rebuilds: 1, traps: 0, pending: 0, running: 1 };
    // Answers that the ended thread had not posted count only when they were given again.
    expect(pool.stats()).toMatchObject({ ...expected, invocations: 1 + 45 });
    expect(warnings).toMatchObject([{ particleId: 'endless', err: { code: 'AVM_DEADLINE' } }]);
  });

  it('doesn’t stop other threads', { timeout: 60_000 }, async () => {
    const pool = await startPool({ threads: 2, deadlineMs: 60_000 });
    const stuck = await endless(pool, 'endless');
    const controller = new AbortController();
    const late = pool.run(stuck, 'endless').catch((error: Error) => error);
    const served = Array.from({ length: 40 }, (_, i) => pool.run(numbered(i), `a-${i}`));
    await Promise.any(served);
    controller.abort();
    await pool.stop(controller.signal);
    expect(await late).toMatchObject({ code: 'AVM_CLOSED' });
    await Promise.allSettled(served);
  });
});

describe('a request that traps', () => {
  it('fails alone', async () => {
    const pool = await startPool();
    const before = pool.run(numbered(1), 'a');
    const trapping = pool.run(request(nested(20_000), { particleId: 'deep' }), 'b');
    const behind = [2, 3, 4].map((i) => pool.run(numbered(i), 'c'));
    await expect(trapping).rejects.toMatchObject({
      code: 'AVM_TRAP',
      message: expect.stringContaining('deep'),
    });
    expect([await before, ...(await Promise.all(behind))].map(argumentOf)).toStrictEqual([1, 2, 3, 4]);
    expect(pool.stats()).toMatchObject({ traps: 1, rebuilds: 0 });
  });

  it('a hundred times leaves the pool serving', async () => {
    const pool = await startPool();
    const script = nested(20_000);
    const runs = await Promise.allSettled(Array.from({ length: 100 }, () => pool.run(request(script), 'a')));
    expect(runs.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await pool.run(request(VECTOR_SCRIPT), 'a')).data).toHaveLength(317);
    expect(pool.stats()).toMatchObject({ traps: 100, pending: 0 });
  });
});

describe('a thread that dies', () => {
  /** Kills the first `count` threads made from now on, as soon as they are made. */
  function killThreads(count: number): void {
    let left = count;
    const kill = (worker: Worker) => {
      left -= 1;
      if (left === 0) process.off('worker', kill);
      void worker.terminate();
    };
    process.on('worker', kill);
  }

  /** A pool of one thread, and that thread. */
  async function startOne(): Promise<[pool: AvmPool, thread: Worker]> {
    const made = once(process, 'worker');
    const pool = await startPool();
    const [thread] = await made;
    return [pool, thread];
  }

  it('while idle is made anew for the next request', async () => {
    const [pool, thread] = await startOne();
    await thread.terminate();
    expect(argumentOf(await pool.run(numbered(1), 'a'))).toBe(1);
    expect(pool.stats()).toMatchObject({ rebuilds: 1, traps: 0 });
  });

  it('under load takes at most the request that it ran with it', async () => {
    const [pool, thread] = await startOne();
    const runs = Array.from({ length: 60 }, (_, i) => pool.run(numbered(i), 'a').then(argumentOf));
    await runs[0];
    await thread.terminate();
    const settled = await Promise.allSettled(runs);
    const lost = settled.filter(({ status }) => status === 'rejected');
    expect(lost.length).toBeLessThanOrEqual(1);
    for (const one of lost) expect(one).toMatchObject({ reason: { code: 'AVM_TRAP' } });
    settled.forEach((one, i) => {
      if (one.status === 'fulfilled') expect(one.value).toBe(i);
    });
    expect(pool.stats()).toMatchObject({ rebuilds: 1, pending: 0 });
  });

  it('before it served anything takes none of several requests with it', async () => {
    const [pool, thread] = await startOne();
    await thread.terminate();
    killThreads(1);
    const runs = Array.from({ length: 20 }, (_, i) => pool.run(numbered(i), 'a').then(argumentOf));
    expect(await Promise.all(runs)).toStrictEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(pool.stats()).toMatchObject({ rebuilds: 2, traps: 0 });
  });

  it('again and again makes the pool give its requests up, and serve later ones', async () => {
    const [pool, thread] = await startOne();
    await thread.terminate();
    killThreads(3);
    const runs = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => pool.run(numbered(i), 'a')));
    const codes = runs.map((one) => (one.status === 'rejected' ? one.reason.code : 'served'));
    expect(codes.filter((code) => code === 'AVM_TRAP')).toHaveLength(2);
    expect(codes.filter((code) => code === 'AVM_THREAD')).toHaveLength(18);
    expect(argumentOf(await pool.run(numbered(7), 'a'))).toBe(7);
  });
});

describe('a thread without work', () => {
  it('is ended after a while, except the first, and made again', async () => {
    const threads: Worker[] = [];
    const collect = (worker: Worker) => threads.push(worker);
    process.on('worker', collect);
    const pool = await startPool({ threads: 2, idleMs: 1, deadlineMs: 2000 });
    const runBoth = () => Promise.all(Array.from({ length: 40 }, (_, i) => pool.run(numbered(i), `a-${i}`)));
    await runBoth();
    process.off('worker', collect);
    expect(pool.stats().running).toBe(2);
    await once(threads[1]!, 'exit');
    expect(pool.stats()).toMatchObject({ running: 1, rebuilds: 0 });
    await runBoth();
    expect(pool.stats()).toMatchObject({ running: 2, invocations: 80 });
  });
});

describe('a fold over 5,000 items', () => {
  it('is a trap or an outcome, and the next request is served', async () => {
    const pool = await startPool();
    const script = `(seq (call "${ME}" ("s" "list") [] xs) (fold xs x (seq (null) (next x))))`;
    const first = await pool.run(request(script), 'a');
    const callResults = results([1, Array.from({ length: 5000 }, (_, i) => i)]);
    const folded = await pool
      .run(request(script, { prevData: first.data, callResults }), 'a')
      .catch((error: { code: string }) => error.code);
    expect(folded === 'AVM_TRAP' || (typeof folded === 'object' && folded.retCode === 0)).toBe(true);
    expect((await pool.run(request(VECTOR_SCRIPT), 'a')).data).toHaveLength(317);
  });
});

describe('a full queue', () => {
  it('refuses by count', async () => {
    const pool = await startPool({ maxQueued: 5 });
    const accepted = Array.from({ length: 5 }, (_, i) => pool.run(numbered(i), 'a'));
    await expect(pool.run(numbered(9), 'a')).rejects.toMatchObject({ code: 'AVM_QUEUE_FULL' });
    await Promise.all(accepted);
    expect(argumentOf(await pool.run(numbered(10), 'a'))).toBe(10);
    expect(pool.stats()).toMatchObject({ refused: 1, invocations: 6 });
  });

  it('refuses by size', async () => {
    const pool = await startPool({ maxQueuedBytes: 1 * MIB });
    const accepted = pool.run(numbered(1), 'a');
    const big = request('(null)', { data: new Uint8Array(MIB) });
    await expect(pool.run(big, 'a')).rejects.toMatchObject({ code: 'AVM_QUEUE_FULL' });
    await accepted;
    expect(pool.stats().pendingBytes).toBe(0);
  });
});

describe('the life of a pool', () => {
  it('takes requests only between start and stop', async () => {
    const pool = createAvmPool({ threads: 1 });
    started.push(pool);
    await expect(pool.run(request('(null)'), 'a')).rejects.toMatchObject({ code: 'AVM_CLOSED' });
    await pool.start(life());
    await expect(pool.start(life())).rejects.toMatchObject({ code: 'AVM_CLOSED' });
    await pool.stop(life());
    await expect(pool.run(request('(null)'), 'a')).rejects.toMatchObject({ code: 'AVM_CLOSED' });
    await pool.stop(life());
    expect(pool.describe()).toMatchObject({ state: 'stopped', running: 0 });
  });

  it('answers what is pending before it ends, and refuses new requests meanwhile', async () => {
    const pool = await startPool();
    const pending = Array.from({ length: 50 }, (_, i) => pool.run(numbered(i), 'a'));
    const stopped = pool.stop(life());
    await expect(pool.run(numbered(99), 'a')).rejects.toMatchObject({ code: 'AVM_CLOSED' });
    await stopped;
    expect((await Promise.all(pending)).map(argumentOf)).toStrictEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });

  it('drops what is pending when the time for stopping is over', { timeout: 60_000 }, async () => {
    const pool = await startPool({ deadlineMs: 60_000 });
    const stuck = await endless(pool);
    const late = pool.run(stuck, 'endless').catch((error: Error) => error);
    const controller = new AbortController();
    const stopped = pool.stop(controller.signal);
    controller.abort();
    await stopped;
    expect(await late).toMatchObject({ code: 'AVM_CLOSED' });
  });

  it('ends with the signal given at start', async () => {
    const pool = createAvmPool({ threads: 1 });
    started.push(pool);
    const controller = new AbortController();
    await pool.start(controller.signal);
    const pending = pool.run(numbered(1), 'a').catch((error: Error) => error);
    controller.abort();
    expect(await pending).toMatchObject({ code: 'AVM_CLOSED' });
    await expect(pool.run(numbered(2), 'a')).rejects.toMatchObject({ code: 'AVM_CLOSED' });
  });

  it('fails to start without avm.wasm, and can be stopped then', async () => {
    const pool = createAvmPool({ wasmPath: '/nonexistent/avm.wasm' });
    await expect(pool.start(life())).rejects.toMatchObject({ code: 'AVM_MODULE' });
    await pool.stop(life());
  });

  it('can be stopped while it starts, which then says so', async () => {
    const pool = createAvmPool({ threads: 1 });
    const refused = expect(pool.start(life())).rejects.toMatchObject({ code: 'AVM_CLOSED' });
    await pool.stop(life());
    await refused;
    expect(pool.describe()).toMatchObject({ state: 'stopped', running: 0 });
  });

  it('serves beside another pool of the process', async () => {
    const [one, two] = await Promise.all([startPool(), startPool()]);
    const outcomes = await Promise.all([one!.run(numbered(1), 'a'), two!.run(numbered(2), 'a')]);
    expect(outcomes.map(argumentOf)).toStrictEqual([1, 2]);
  });
});

describe('a long invocation', () => {
  it('gives way to those that wait behind it, and so do those of its group', async () => {
    const pool = await startPool({ threads: 1, patienceMs: 50 });
    const asked = await endless(pool);
    const runs = [
      pool.run(asked, 'endless', { group: 'a' }),
      pool.run(request('(null)'), 'next', { group: 'a' }),
      pool.run(request('(null)'), 'other', { group: 'b' }),
    ];
    const [first, second, third] = await Promise.allSettled(runs);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'AVM_PREEMPTED' } });
    expect((first as PromiseRejectedResult).reason.ranMs).toBeGreaterThan(0);
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'AVM_PREEMPTED', ranMs: 0 } });
    expect(third).toMatchObject({ status: 'fulfilled', value: { retCode: 0 } });
    expect(pool.stats()).toMatchObject({ preempted: 1, deadlines: 0 });
  });

  it('keeps nobody waiting on the thread for long ones, where it has the time it was given', async () => {
    const pool = await startPool({ threads: 1 });
    const asked = await endless(pool);
    const slow = pool.run(asked, 'endless', { isSlow: true, deadlineMs: 1_000 });
    const ended = slow.catch((error: unknown) => error);
    for (let i = 0; i < 5; i++) expect((await pool.run(request('(null)'), `${i}`)).retCode).toBe(0);
    expect(await ended).toMatchObject({ code: 'AVM_DEADLINE' });
    expect(pool.stats()).toMatchObject({ threads: 1, preempted: 0, deadlines: 1 });
  });

  it('is not broken off when it belongs to no group: whoever runs it knows of no second time', async () => {
    const pool = await startPool({ threads: 1, deadlineMs: 400, patienceMs: 20 });
    const asked = await endless(pool);
    const runs = await Promise.allSettled([pool.run(asked, 'endless'), pool.run(request('(null)'), 'next')]);
    expect(runs[0]).toMatchObject({ status: 'rejected', reason: { code: 'AVM_DEADLINE' } });
    expect(runs[1]).toMatchObject({ status: 'fulfilled' });
  });

  it('tells how long it took', async () => {
    const pool = await startPool({ threads: 1 });
    const { runMs } = await pool.run(request('(null)'), 'x');
    expect(runMs).toBeGreaterThan(0);
  });
});
