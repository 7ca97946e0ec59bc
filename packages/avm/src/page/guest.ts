import { AvmError } from '../errors.js';

/** The exports of avm.wasm that its host uses (spec/marine-abi.md §7.1). */
export interface AvmExports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  _start(): void;
  allocate(size: number, type: number): number;
  release_objects(): void;
  get_result_ptr(): number;
  get_result_size(): number;
  invoke(...words: number[]): void;
  ast(pointer: number, size: number): void;
  invoke_tracing(...words: number[]): void;
  to_human_readable_data(pointer: number, size: number): void;
}

/** Where a value lies: pointer and length. */
export type Block = readonly [number, number];

/** `allocate`'s tag of bytes (spec/marine-abi.md §2.2). */
const BYTES = 1;
const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** AquaVM's memory: what a pointer and a length claim is checked against its size by the views themselves. */
export class Guest {
  readonly exports: AvmExports;

  constructor(instance: WebAssembly.Instance) {
    this.exports = instance.exports as unknown as AvmExports;
  }

  /** Anew for each use: a memory that grows leaves old views empty. */
  get view(): DataView {
    return new DataView(this.exports.memory.buffer);
  }

  get sizeBytes(): number {
    return this.exports.memory.buffer.byteLength;
  }

  putBytes(bytes: Uint8Array): Block {
    const pointer = this.exports.allocate(bytes.length, BYTES) >>> 0;
    if (bytes.length > 0) new Uint8Array(this.exports.memory.buffer, pointer, bytes.length).set(bytes);
    return [pointer, bytes.length];
  }

  /** @throws AvmError `AVM_INVALID_REQUEST` for a lone surrogate, which has no UTF-8 form */
  putText(text: string): Block {
    if (text.isWellFormed()) return this.putBytes(utf8.encode(text));
    throw new AvmError('AVM_INVALID_REQUEST', "AquaVM can't be given this: a string holds a lone surrogate");
  }

  /** A copy. @throws RangeError for what lies outside */
  bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, pointer, length).slice();
  }

  /** @throws RangeError, TypeError when it is no UTF-8 */
  text(pointer: number, length: number): string {
    return strictUtf8.decode(this.bytes(pointer, length));
  }
}
