import type { AvmSources } from '../avm.js';

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NS_PER_MS = 1_000_000n;
/** What is kept of a panic's message, bytes. */
const MAX_OUTPUT_BYTES = 4096;
/** What `getRandomValues` fills at once, bytes. */
const MAX_RANDOM_BYTES = 65_536;

/** What avm.wasm imports (spec/marine-abi.md §7.1), and what it wrote: a panic says why. */
export class AvmImports {
  readonly #sources: AvmSources;
  #memory: WebAssembly.Memory | undefined;
  #output: number[] = [];

  constructor(sources: AvmSources = {}) {
    this.#sources = sources;
  }

  /** The instance is there: its memory is known. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
  }

  /** What was written since this was asked last. */
  takeOutput(): string {
    const bytes = Uint8Array.from(this.#output.splice(0));
    return new TextDecoder().decode(bytes).trim();
  }

  get all(): WebAssembly.Imports {
    const { environ_get, environ_sizes_get, sched_yield } = this.#small;
    return {
      __marine_host_api_v3: { log_utf8_string: () => {} },
      wasi_snapshot_preview1: {
        ...{ environ_get, environ_sizes_get, sched_yield },
        clock_time_get: (id: number, _precision: bigint, at: number) => this.#time(id, at),
        random_get: (at: number, length: number) => this.#random(at >>> 0, length >>> 0),
        fd_write: (fd: number, at: number, count: number, written: number) =>
          this.#write(fd, at >>> 0, count >>> 0, written >>> 0),
        proc_exit: (code: number) => {
          throw new Error(`AquaVM left with code ${code}`);
        },
      },
    };
  }

  readonly #small = {
    environ_get: () => SUCCESS,
    environ_sizes_get: (count: number, size: number) => {
      this.#view.setUint32(count >>> 0, 0, true);
      this.#view.setUint32(size >>> 0, 0, true);
      return SUCCESS;
    },
    sched_yield: () => SUCCESS,
  };

  get #view(): DataView {
    if (this.#memory === undefined) throw new Error('AquaVM has no memory yet');
    return new DataView(this.#memory.buffer);
  }

  #time(id: number, at: number): number {
    const { nowMs = Date.now, monotonicNs = steadyNs } = this.#sources;
    const time = id === 0 ? BigInt(Math.trunc(nowMs())) * NS_PER_MS : monotonicNs();
    this.#view.setBigUint64(at >>> 0, BigInt.asUintN(64, time), true);
    return SUCCESS;
  }

  #random(at: number, length: number): number {
    const { fillRandom = fill } = this.#sources;
    fillRandom(new Uint8Array(this.#view.buffer, at, length));
    return SUCCESS;
  }

  #write(fd: number, at: number, count: number, written: number): number {
    if (fd !== 1 && fd !== 2) return BAD_DESCRIPTOR;
    const view = this.#view;
    let total = 0;
    for (let vector = at; vector < at + 8 * count; vector += 8) {
      const bytes = new Uint8Array(
        view.buffer,
        view.getUint32(vector, true),
        view.getUint32(vector + 4, true),
      );
      this.#output = [...this.#output, ...bytes.subarray(-MAX_OUTPUT_BYTES)].slice(-MAX_OUTPUT_BYTES);
      total += bytes.length;
    }
    view.setUint32(written, total, true);
    return SUCCESS;
  }
}

const steadyNs = (): bigint => BigInt(Math.round(performance.now() * 1e6));

function fill(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += MAX_RANDOM_BYTES)
    crypto.getRandomValues(bytes.subarray(at, at + MAX_RANDOM_BYTES) as Uint8Array<ArrayBuffer>);
}
