import { AvmImports } from './imports.js';

const SUCCESS = 0;
/** What AquaVM's log is read from at start. */
const ENVIRONMENT = new TextEncoder().encode('WASM_LOG=trace\0');

export interface ReplayOutput {
  /** A line of AquaVM's log. */
  log(line: string): void;
  /** Bytes of its standard error. */
  wrote(bytes: Uint8Array): void;
}

type Call = (...words: number[]) => number;

/** What avm.wasm imports, where its log is wanted. */
export class ReplayImports {
  readonly #imports = new AvmImports();
  readonly #output: ReplayOutput;
  #memory: WebAssembly.Memory | undefined;

  constructor(output: ReplayOutput) {
    this.#output = output;
  }

  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.#imports.attach(memory);
  }

  get all(): WebAssembly.Imports {
    const { wasi_snapshot_preview1: wasi } = this.#imports.all;
    const write = wasi!.fd_write as Call;
    return {
      __marine_host_api_v3: {
        log_utf8_string: (_level: number, _target: number, at: number, length: number) =>
          this.#output.log(new TextDecoder().decode(this.#bytes(at >>> 0, length >>> 0))),
      },
      wasi_snapshot_preview1: {
        ...wasi,
        environ_get: (list: number, at: number) => this.#environment(list >>> 0, at >>> 0),
        environ_sizes_get: (count: number, size: number) => {
          this.#view.setUint32(count >>> 0, 1, true);
          this.#view.setUint32(size >>> 0, ENVIRONMENT.length, true);
          return SUCCESS;
        },
        fd_write: (fd: number, at: number, count: number, written: number) =>
          fd === 2 ? this.#write(at >>> 0, count >>> 0, written >>> 0) : write(fd, at, count, written),
      },
    };
  }

  get #view(): DataView {
    return new DataView(this.#memory!.buffer);
  }

  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory!.buffer, at, length);
  }

  #environment(list: number, at: number): number {
    this.#view.setUint32(list, at, true);
    this.#bytes(at, ENVIRONMENT.length).set(ENVIRONMENT);
    return SUCCESS;
  }

  #write(at: number, count: number, written: number): number {
    const view = this.#view;
    let total = 0;
    for (let vector = at; vector < at + 8 * count; vector += 8) {
      const bytes = this.#bytes(view.getUint32(vector, true), view.getUint32(vector + 4, true));
      this.#output.wrote(bytes.slice());
      total += bytes.length;
    }
    view.setUint32(written, total, true);
    return SUCCESS;
  }
}
