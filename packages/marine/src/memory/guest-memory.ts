import { isAscii } from 'node:buffer';
import { MAX_BLOCK_BYTES } from '../constants.js';
import { MarineError } from '../errors.js';
import { describeInvalidUtf8 } from './invalid-utf8.js';

const SHORT_STRING = 32;
/** Stands in until a module's memory is known. */
const NO_MEMORY = new WebAssembly.Memory({ initial: 0, maximum: 0 });
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is asked for looks at the call's deadline. */
interface Deadline {
  check(): void;
}

/** Bytes copied between two looks at the deadline; a copy counts some more for the work around it. */
const CHECKED_BYTES = 1024 * 1024;
const COPY_BYTES = 256;

/** One lifted value may read this many times the memory: owned values never overlap, borrowed ones may. */
const LIFT_FACTOR = 2;

/**
 * The linear memory of one module instance. A guest can hand out any pointer and any length: nothing is read, written
 * or allocated for before both are checked against the memory's size.
 */
export class GuestMemory {
  #memory: WebAssembly.Memory;
  /** Current views; refreshed before use, since growth detaches them. */
  u8: Uint8Array;
  dv: DataView;
  #buffer: Buffer;
  #budget = 0;
  #instruction = '';
  #unchecked = 0;
  readonly #deadline: Deadline | undefined;
  readonly #maxBlockBytes: number;

  /**
   * @param deadline asked after every so many bytes: copies burn time that no counter in the module's code sees
   * @param limitBytes memory the module can have at most
   */
  constructor(deadline?: Deadline, limitBytes = MAX_BLOCK_BYTES) {
    this.#deadline = deadline;
    this.#maxBlockBytes = Math.min(limitBytes, MAX_BLOCK_BYTES);
    this.#memory = NO_MEMORY;
    this.u8 = new Uint8Array(0);
    this.dv = new DataView(new ArrayBuffer(0));
    this.#buffer = Buffer.alloc(0);
  }

  /** Until this is called the memory has no bytes: a start section runs before JavaScript sees the exports. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.refresh();
  }

  get sizeBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** A grown memory detaches its old buffer, which shows as length 0; asking the engine costs more than this. */
  refresh(): void {
    if (this.u8.length !== 0) return;
    const buffer = this.#memory.buffer;
    this.u8 = new Uint8Array(buffer);
    this.dv = new DataView(buffer);
    this.#buffer = Buffer.from(buffer);
  }

  /**
   * Starts the lifting of one value: what it may read in total is bounded, so shared blocks can't multiply it.
   * @param instruction what error texts begin with
   */
  begin(instruction: string): void {
    this.refresh();
    this.#instruction = instruction;
    this.#budget = LIFT_FACTOR * this.u8.length;
    this.#spend(COPY_BYTES);
  }

  /** Admits reading `length` bytes at `pointer`. */
  read(pointer: number, length: number): void {
    if (pointer + length > this.u8.length) throw this.#readOutside(pointer, length);
    this.#budget -= length;
    this.#spend(length);
    if (this.#budget < 0)
      throw new MarineError('LIMIT', 'a value reads the same memory again and again: it is refused');
  }

  /** Admits writing `length` bytes at `pointer`; nothing is asked of an empty block. */
  write(pointer: number, length: number): void {
    this.refresh();
    this.#spend(length);
    if (length > 0 && pointer + length > this.u8.length) throw this.#outside(pointer, length);
  }

  /** Refuses a block the module's `allocate` can't be asked for. */
  admitBlock(length: number): void {
    if (length > this.#maxBlockBytes)
      throw new MarineError(
        'LIMIT',
        `a block of ${length} bytes is more than a module can allocate: ${this.#maxBlockBytes} are allowed`,
      );
  }

  string(pointer: number, length: number): string {
    if (length === 0) return '';
    this.read(pointer, length);
    const { u8 } = this;
    const end = pointer + length;
    if (length <= SHORT_STRING) {
      let text = '';
      let i = pointer;
      for (; i < end; i++) {
        const byte = u8[i]!;
        if (byte > 0x7f) break;
        text += String.fromCharCode(byte);
      }
      if (i === end) return text;
    }
    const bytes = u8.subarray(pointer, end);
    if (isAscii(bytes)) return this.#buffer.toString('latin1', pointer, end);
    try {
      return strictUtf8.decode(bytes);
    } catch {
      throw new MarineError('EXECUTION', `\`${this.#instruction}\` ${describeInvalidUtf8(bytes)}`);
    }
  }

  bytes(pointer: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    this.read(pointer, length);
    return this.u8.slice(pointer, pointer + length);
  }

  byteList(pointer: number, length: number): number[] {
    return Array.from(this.bytes(pointer, length));
  }

  /** Bytes of a string in UTF-8. A lone surrogate has none: refused rather than replaced. */
  textSize(text: string): number {
    const { length } = text;
    if (length <= SHORT_STRING) {
      let i = 0;
      while (i < length && text.charCodeAt(i) < 0x80) i++;
      if (i === length) return length;
    }
    if (!isWellFormed(text))
      throw new MarineError('INVALID_ARGUMENTS', 'a string holds a lone surrogate, which has no UTF-8 form');
    return Buffer.byteLength(text);
  }

  writeText(pointer: number, text: string, size: number): void {
    if (size === 0) return;
    this.write(pointer, size);
    if (size !== text.length) this.#buffer.write(text, pointer, size, 'utf8');
    else if (size > SHORT_STRING) this.#buffer.write(text, pointer, size, 'latin1');
    else for (let i = 0; i < size; i++) this.u8[pointer + i] = text.charCodeAt(i);
  }

  writeBytes(pointer: number, bytes: ArrayLike<number>): void {
    this.write(pointer, bytes.length);
    if (bytes.length > 0) this.u8.set(bytes, pointer);
  }

  #spend(length: number): void {
    this.#unchecked += length;
    if (this.#unchecked < CHECKED_BYTES) return;
    this.#unchecked = 0;
    this.#deadline?.check();
  }

  /** Upstream's texts (observed in marine-js): strings and byte arrays say it in other words. */
  #readOutside(pointer: number, length: number): MarineError {
    const size = this.u8.length;
    const text = /array.lift|record/.test(this.#instruction.replace('byte_array', ''))
      ? `Out-of-bound Wasm memory access: offset ${pointer}, size ${length}, while memory_size ${size}`
      : `read out of the memory bounds (index ${pointer + length} > memory length ${size})`;
    return new MarineError('EXECUTION', `\`${this.#instruction}\` ${text}`);
  }

  #outside(pointer: number, length: number): MarineError {
    return new MarineError(
      'EXECUTION',
      `${length} bytes at ${pointer} are outside the memory of ${this.u8.length} bytes`,
    );
  }
}

/** Part of ES2024, in V8 since Node 20. */
interface WellFormed {
  isWellFormed(): boolean;
}

function isWellFormed(text: string): boolean {
  return (text as unknown as WellFormed).isWellFormed();
}
