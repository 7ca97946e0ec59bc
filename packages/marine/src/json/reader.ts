import { JsonError } from './errors.js';
import { floatFromToken, integerFromToken } from './numbers.js';
import { MAX_DEPTH } from './scan.js';
import type { JsonValue } from './value.js';
import { isWellFormed } from './well-formed.js';

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/** Reads one JSON text token by token; the way of the texts that `JSON.parse` would read differently. */
export class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonValue {
    if (!isWellFormed(this.#text)) throw new JsonError('JSON_SURROGATE', 'the text holds a lone surrogate');
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#syntax('the end of the text');
    return value;
  }

  #value(): JsonValue {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #nested(read: () => JsonValue): JsonValue {
    if (this.#depth >= MAX_DEPTH) {
      throw new JsonError(
        'JSON_DEPTH',
        `more than ${MAX_DEPTH} arrays and objects inside each other at ${this.#at}`,
      );
    }
    this.#depth += 1;
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #array(): JsonValue {
    const items: JsonValue[] = [];
    if (this.#take(']')) return items;
    do items.push(this.#value());
    while (this.#take(','));
    this.#expect(']');
    return items;
  }

  #object(): JsonValue {
    const fields: Record<string, JsonValue> = {};
    if (this.#take('}')) return fields;
    do {
      this.#space();
      const key = this.#string();
      this.#expect(':');
      setField(fields, key, this.#value());
    } while (this.#take(','));
    this.#expect('}');
    return fields;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#syntax('a string');
    let end = this.#text.indexOf('"', start + 1);
    while (end > 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) throw this.#syntax('a string that ends');
    this.#at = end + 1;
    return this.#unescape(start, end + 1);
  }

  #isEscaped(at: number): boolean {
    let first = at;
    while (this.#text[first - 1] === '\\') first -= 1;
    return (at - first) % 2 === 1;
  }

  #unescape(start: number, end: number): string {
    let value: string;
    try {
      value = JSON.parse(this.#text.slice(start, end));
    } catch (cause) {
      const reason = `not a JSON text: bad escape or control character in the string at ${start}`;
      throw new JsonError('JSON_SYNTAX', reason, { cause });
    }
    if (isWellFormed(value)) return value;
    throw new JsonError('JSON_SURROGATE', `the string at ${start} holds a lone surrogate`);
  }

  #number(): JsonValue {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (found === null) throw this.#syntax('a value');
    const [token, fraction, exponent] = found;
    this.#at += token.length;
    return fraction === undefined && exponent === undefined ? integerFromToken(token) : floatFromToken(token);
  }

  #word(word: string, value: boolean | null): JsonValue {
    if (!this.#text.startsWith(word, this.#at)) throw this.#syntax(word);
    this.#at += word.length;
    return value;
  }

  #take(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw this.#syntax(`'${mark}'`);
  }

  #space(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code > 0x20) return;
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #syntax(expected: string): JsonError {
    return new JsonError('JSON_SYNTAX', `not a JSON text: expected ${expected} at position ${this.#at}`);
  }
}

/** An own field under any key: plain assignment to `__proto__` would set the prototype instead. */
function setField(fields: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}
