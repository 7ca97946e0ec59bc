import { cutText } from './cut-text.js';

/** JSON text of a value of AIR, at most `limit` UTF-16 units: of a large value no more is read than is shown. */
export function valueText(value: unknown, limit: number): string {
  const printer = new Printer(limit);
  printer.print(value);
  return cutText(printer.text, limit);
}

class Printer {
  text = '';
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get #isFull(): boolean {
    return this.text.length > this.#limit;
  }

  print(value: unknown): void {
    if (this.#isFull) return;
    if (typeof value === 'string') this.text += JSON.stringify(value.slice(0, this.#limit));
    else if (typeof value !== 'object' || value === null) this.text += String(value);
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value);
  }

  #list(items: readonly unknown[]): void {
    this.text += '[';
    for (let i = 0; i < items.length && !this.#isFull; i++) {
      if (i > 0) this.text += ',';
      this.print(items[i]);
    }
    this.text += ']';
  }

  #object(value: object): void {
    if (isWrapped(value)) this.print(value.value);
    else this.#record(value);
  }

  #record(value: object): void {
    let separator = '{';
    for (const key in value) {
      if (this.#isFull) return;
      this.text += `${separator}${JSON.stringify(key.slice(0, this.#limit))}:`;
      this.print((value as Record<string, unknown>)[key]);
      separator = ',';
    }
    this.text += separator === '{' ? '{}' : '}';
  }
}

/** Floats without a fraction are of a class of their own (`JsonFloat`); all else that parsing makes is plain. */
function isWrapped(value: object): value is { readonly value: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
}
