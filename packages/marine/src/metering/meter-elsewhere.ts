import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { meterModule } from './meter-module.js';

/** Larger modules are metered on a thread of their own: it takes about 40 ms for each megabyte. */
const ELSEWHERE_FROM_BYTES = 128 * 1024;
/** A thread without work ends after this time: uploads come together, and then none for days. */
const IDLE_MS = 10_000;

type Metered = Uint8Array<ArrayBuffer> | undefined;
interface Waiting {
  resolve(code: Metered): void;
  reject(error: Error): void;
}

/** One thread for all: modules are rare, and compiling them takes longer than metering. */
class MeteringThread {
  readonly #worker = new Worker(createRequire(import.meta.url).resolve('@noctiluca/marine/metering-thread'), {
    env: {},
    execArgv: [],
  });
  readonly #waiting: Waiting[] = [];
  #idle: NodeJS.Timeout | undefined;

  constructor(onEnd: (ended: MeteringThread) => void) {
    const end = (error: Error) => {
      onEnd(this);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    this.#worker.on('message', (code: Metered) => {
      this.#waiting.shift()?.resolve(code);
      if (this.#waiting.length > 0) return;
      this.#worker.unref();
      this.#idle = setTimeout(() => void this.#worker.terminate(), IDLE_MS).unref();
    });
    this.#worker.on('error', end);
    this.#worker.on('exit', (code) => end(new Error(`the metering thread ended with code ${code}`)));
  }

  meter(bytes: Uint8Array): Promise<Metered> {
    clearTimeout(this.#idle);
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(bytes);
    });
  }
}

let thread: MeteringThread | undefined;

/** `meterModule` without holding up this thread with large modules. Never fails where `meterModule` would not. */
export async function meterElsewhere(bytes: Uint8Array): Promise<Metered> {
  if (bytes.length < ELSEWHERE_FROM_BYTES) return meterModule(bytes);
  thread ??= new MeteringThread((ended) => {
    if (thread === ended) thread = undefined;
  });
  try {
    return await thread.meter(bytes);
  } catch {
    // The thread could not be had, or was ended while we waited: the work is then done here.
    return meterModule(bytes);
  }
}
