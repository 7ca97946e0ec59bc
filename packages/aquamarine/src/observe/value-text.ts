import { cutText } from './cut-text.js';

/** JSON text of a value of AIR, at most `limit` UTF-16 units: of a large value no more is read than is shown. */
export function valueText(value: unknown, limit: number): string {
  const printer = new Printer(limit);
  printer.print(value);
  return cutText(printer.text, limit);
}

class Printer {
  readonly #limit: number;
  /** Joined at the end: a text that is kept should be one piece, not a tree of all that it was put together from. */
  readonly #parts: string[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get text(): string {
    return this.#parts.join('');
  }

  get #isFull(): boolean {
    return this.#length > this.#limit;
  }

  #put(part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  print(value: unknown): void {
    if (this.#isFull) return;
    if (typeof value === 'string') this.#put(JSON.stringify(value.slice(0, this.#limit)));
    else if (typeof value !== 'object' || value === null) this.#put(String(value));
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value);
  }

  #list(items: readonly unknown[]): void {
    this.#put('[');
    for (let i = 0; i < items.length && !this.#isFull; i++) {
      if (i > 0) this.#put(',');
      this.print(items[i]);
    }
    this.#put(']');
  }

  #object(value: object): void {
    if (isWrapped(value)) this.print(value.value);
    else this.#record(value);
  }

  #record(value: object): void {
    let separator = '{';
    for (const key in value) {
      if (this.#isFull) return;
      this.#put(`${separator}${JSON.stringify(key.slice(0, this.#limit))}:`);
      this.print((value as Record<string, unknown>)[key]);
      separator = ',';
    }
    this.#put(separator === '{' ? '{}' : '}');
  }
}

/** Floats without a fraction are of a class of their own (`JsonFloat`); all else that parsing makes is plain. */
function isWrapped(value: object): value is { readonly value: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
}
