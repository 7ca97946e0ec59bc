import { EventEmitter, once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  DEFAULT_LIMITS,
  MAX_MESSAGE_BYTES,
  MAX_MSGPACK_DEPTH,
  MAX_SCRIPT_UNITS,
  STARTUP_DEADLINE_MS,
  THREAD_RESOURCE_LIMITS,
  THREAD_WINDOW,
} from '../src/constants.js';
import { ValueReader } from '../src/msgpack/reader.js';
import { type AvmPool, type AvmPoolInit, createAvmPool } from '../src/pool/avm-pool.js';
import { createJob } from '../src/pool/job.js';
import { silentLog } from '../src/pool/log.js';
import { PoolThread, type PoolThreadSettings } from '../src/pool/pool-thread.js';
import * as spawning from '../src/pool/spawn-worker.js';
import { packAnswers } from '../src/thread/messages.js';
import { request } from './utils/requests.js';

const started: AvmPool[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await Promise.all(started.splice(0).map((pool) => pool.stop(AbortSignal.abort())));
});

async function startPool(init: AvmPoolInit = {}): Promise<[pool: AvmPool, thread: Worker]> {
  const made = once(process, 'worker');
  const pool = createAvmPool(init);
  started.push(pool);
  await pool.start(new AbortController().signal);
  const [thread] = (await made) as [Worker];
  return [pool, thread];
}

describe('a pool', () => {
  it('has a thread less than the machine has cores, but one', async () => {
    const [pool] = await startPool();
    expect(pool.stats().threads).toBe(Math.max(1, availableParallelism() - 1));
  });

  it('bounds heap and stack of its threads', async () => {
    const [, thread] = await startPool({ threads: 1 });
    expect(thread.resourceLimits).toMatchObject(THREAD_RESOURCE_LIMITS);
  });

  it('does not run a script that is too long', async () => {
    const [pool] = await startPool({ threads: 1 });
    const script = 'x'.repeat(MAX_SCRIPT_UNITS + 1);
    await expect(pool.run(request(script), 'a')).rejects.toMatchObject({ code: 'AVM_INVALID_REQUEST' });
  });
});

describe('a call request', () => {
  it('is read with so many containers inside each other, and refused with one more', () => {
    const nested = (depth: number) => Buffer.concat([Buffer.alloc(depth, 0x91), Buffer.from([0xc0])]);
    const read = (depth: number) => new ValueReader(nested(depth)).value();
    expect(read(MAX_MSGPACK_DEPTH)).toHaveLength(1);
    expect(() => read(MAX_MSGPACK_DEPTH + 1)).toThrow(
      expect.objectContaining({ code: 'AVM_MALFORMED_OUTCOME' }),
    );
  });
});

/** A thread that takes everything and never says a word, which no real one can be made to do. */
class SilentWorker extends EventEmitter {
  readonly messages: Uint8Array[] = [];
  postMessage(message: Uint8Array): void {
    this.messages.push(message);
  }
  async terminate(): Promise<void> {
    queueMicrotask(() => this.emit('exit'));
  }
}

function silentThread() {
  const workers: SilentWorker[] = [];
  vi.spyOn(spawning, 'spawnWorker').mockImplementation(() => {
    const worker = new SilentWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const settings = {
    index: 0,
    limits: DEFAULT_LIMITS,
    deadlineMs: 5000,
    patienceMs: 100,
    idleMs: 60_000,
    log: silentLog,
  };
  const thread = new PoolThread({ ...settings, recycleAboveBytes: 1 } as unknown as PoolThreadSettings);
  const submit = (dataBytes = 0) => {
    const { job, outcome } = createJob(
      {
        request: request('(null)', { data: new Uint8Array(dataBytes) }),
        callResults: new Uint8Array(0),
        options: {},
      },
      (raw) => raw,
      () => {},
    );
    outcome.catch(() => {});
    thread.submit(job);
  };
  /** Requests in a message: their data is all it is large by. */
  const posted = () => workers.flatMap(({ messages }) => messages.map((message) => message.length));
  return { thread, workers, submit, posted };
}

describe('a thread', () => {
  it('is ended and made anew when it does not come up in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { thread, workers, submit } = silentThread();
    submit();
    await vi.advanceTimersByTimeAsync(STARTUP_DEADLINE_MS - 1);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    submit();
    await vi.advanceTimersByTimeAsync(1);
    expect(thread.counts.rebuilds).toBe(1);
    expect(workers).toHaveLength(2);
    await thread.close();
  });

  it('that had nothing to do for long has that time from when it is asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { thread, workers, submit } = silentThread();
    submit();
    await vi.advanceTimersByTimeAsync(1);
    const result = { name: 'AvmError', code: 'AVM_TRAP', message: 'any' };
    const answer = { seq: 1, memorySizeBytes: 0, recycled: false, runUs: 1, result };
    workers[0]!.emit('message', packAnswers([answer]));
    await vi.advanceTimersByTimeAsync(STARTUP_DEADLINE_MS + 10_000);
    submit();
    await vi.advanceTimersByTimeAsync(STARTUP_DEADLINE_MS - 1_000);
    expect(thread.counts.rebuilds).toBe(0);
    await thread.close();
  });

  it('is sent so many requests ahead', async () => {
    const { thread, submit, posted } = silentThread();
    for (let i = 0; i < 3 * THREAD_WINDOW; i++) submit(10_000);
    await Promise.resolve();
    expect(posted().map((bytes) => Math.floor(bytes / 10_000))).toEqual([THREAD_WINDOW]);
    await thread.close();
  });

  it('is sent so many bytes ahead', async () => {
    const { thread, submit, posted } = silentThread();
    for (let i = 0; i < 4; i++) submit(MAX_MESSAGE_BYTES / 2 - 10_000);
    await Promise.resolve();
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
    await thread.close();
  });
});
