import { MarineError } from '../errors.js';

const PAGE_BYTES = 65_536;
/** What an element of a table counts (spec/marine-abi.md §3.4). */
const ELEMENT_BYTES = 8;
/** `memory.grow` and `table.grow` fail for this many, as they do at a module's own maximum. */
const REFUSED = -1;
/** Elements that all tables of a service may have without any limit on memory. Our own bound. */
const MAX_ELEMENTS = 10_000_000;

/**
 * Memory of all modules of one service: they share one limit, so whichever grows first takes it. Growth is asked for at
 * each `memory.grow`, and what is in use is counted anew from the memories themselves.
 */
export class MemoryBudget {
  readonly limitBytes: number;
  readonly #memories: WebAssembly.Memory[] = [];
  #elements = 0;
  #refused = 0;

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.limitBytes = limitBytes;
  }

  /** Growth refused since `beginCall`. */
  get refused(): number {
    return this.#refused;
  }

  beginCall(): void {
    this.#refused = 0;
  }

  get usedBytes(): number {
    return this.#memories.reduce(
      (sum, { buffer }) => sum + buffer.byteLength,
      ELEMENT_BYTES * this.#elements,
    );
  }

  /**
   * Counts what a module starts with, before it is instantiated.
   * @throws MarineError `LIMIT`
   */
  declare(module: string, pages: number, elements: number): void {
    this.#elements += elements;
    const needed = this.usedBytes + pages * PAGE_BYTES;
    if (needed > this.limitBytes)
      throw new MarineError(
        'LIMIT',
        `module '${module}' does not fit the service's memory limit: ${needed} bytes are needed to start, ${this.limitBytes} are allowed`,
      );
  }

  add(memory: WebAssembly.Memory): void {
    this.#memories.push(memory);
  }

  /** The pages, or what makes `memory.grow` fail. */
  admitPages(pages: number): number {
    return this.#admit(pages, PAGE_BYTES);
  }

  /** The elements, or what makes `table.grow` fail. */
  admitElements(elements: number): number {
    if (this.#elements + elements > MAX_ELEMENTS) return this.#refuse();
    const admitted = this.#admit(elements, ELEMENT_BYTES);
    if (admitted !== REFUSED) this.#elements += elements;
    return admitted;
  }

  #admit(count: number, bytes: number): number {
    return this.usedBytes + count * bytes > this.limitBytes ? this.#refuse() : count;
  }

  #refuse(): number {
    this.#refused++;
    return REFUSED;
  }
}
