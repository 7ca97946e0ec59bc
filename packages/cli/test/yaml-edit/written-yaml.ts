import fc from 'fast-check';

/** Data of random documents. */
export type Data = null | boolean | number | string | Data[] | { [key: string]: Data };
export type Path = (string | number)[];

/** A line of a random document. `owner` leads to what it says, or stands in; the shortest one when it says more. */
export interface OwnedLine {
  readonly text: string;
  readonly owner: Path;
}

/** A document as somebody may have written it. */
export interface WrittenYaml {
  readonly data: { [key: string]: Data };
  readonly text: string;
  readonly ending: string;
  readonly lines: readonly OwnedLine[];
  /** Of things between braces or brackets: changes there may touch all lines of the outermost pair of them. */
  readonly flows: readonly Path[];
}

const key = fc.oneof(
  fc.constantFrom(
    'version',
    'services',
    'aquaDependencies',
    'get',
    'spells',
    'x-y',
    '@scope/name',
    'a b',
    '#h',
    'yes',
  ),
  fc.string({ minLength: 1, maxLength: 6 }),
);
const scalar = fc.oneof(
  fc.constantFrom<Data>(
    null,
    true,
    false,
    0,
    8,
    -1.5,
    '',
    '8',
    'true',
    'null',
    '~',
    ': ',
    'a # b',
    '- x',
    '{}',
    '[a]',
    '*a',
  ),
  fc.integer(),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('two\nlines', 'two\nlines\n', ' led\n', 'kept\n\n'),
);

/** JSON-like data, keys in any order. */
export const data: fc.Arbitrary<Data> = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie('data') as fc.Arbitrary<Data>, { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('data') as fc.Arbitrary<Data>, { maxLength: 3 }),
  ),
})).data;

const top = fc.dictionary(key, data, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

/** Numbers that a document's odd spacing, comments and styles are made from, again and again. */
const choices = fc.array(fc.nat(97), { minLength: 40, maxLength: 40 });

export const writtenYaml: fc.Arbitrary<WrittenYaml> = fc
  .record({ data: top, choices, ending: fc.constantFrom('\n', '\r\n'), mark: fc.boolean() })
  .map(({ data, choices, ending, mark }) => new Writer(choices).write(data, ending, mark));

/** Writes by hand what `yaml` would write in one way only. */
class Writer {
  readonly #choices: readonly number[];
  readonly #lines: OwnedLine[] = [];
  readonly #flows: Path[] = [];
  #at = 0;
  #comments = 0;
  #step = 2;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  write(data: { [key: string]: Data }, ending: string, mark: boolean): WrittenYaml {
    this.#step = 1 + this.#pick(4);
    this.#between([], 0);
    if (this.#pick(4) === 0) this.#line('---', []);
    this.#map(data, [], 0);
    this.#between([], 0);
    if (this.#pick(6) === 0) this.#line('...', []);
    const body = this.#lines.map(({ text }) => text).join(ending) + (this.#pick(3) === 0 ? '' : ending);
    const text = (mark ? '\uFEFF' : '') + body;
    return {
      data,
      text,
      ending: text.includes('\n') ? ending : '\n',
      lines: this.#lines,
      flows: this.#flows,
    };
  }

  /** One of so many choices, from 0. */
  #pick(count: number): number {
    return this.#choices[this.#at++ % this.#choices.length]! % count;
  }

  #line(text: string, owner: Path): void {
    this.#lines.push({ text, owner });
  }

  /** Comments and blank lines where any may stand. */
  #between(owner: Path, column: number): void {
    for (let left = this.#pick(6) - 3; left > 0; left--)
      this.#line(this.#pick(2) === 0 ? '' : ' '.repeat(column) + this.#comment(), owner);
  }

  /** Each one is written once in a document. */
  #comment(): string {
    return `# c${this.#comments++}${['', ' {', ' "', ': x', ' - a'][this.#pick(5)]}`;
  }

  #end(): string {
    return ['', '', ` ${this.#comment()}`, '  '][this.#pick(4)]!;
  }

  #map(map: { [key: string]: Data }, owner: Path, column: number): void {
    for (const [index, [name, value]] of Object.entries(map).entries()) {
      if (index > 0) this.#between(owner, column);
      this.#pair(`${' '.repeat(column)}${JSON.stringify(name)}:`, value, [...owner, name], column);
    }
  }

  #pair(head: string, value: Data, path: Path, column: number): void {
    const isBlock = this.#pick(3) > 0 && isFilled(value);
    const isLiteral = typeof value === 'string' && /^[^\s].*\n$/s.test(value) && !/\n\n/.test(value);
    if (isBlock && Array.isArray(value)) this.#list(head, value, path, column);
    else if (isBlock) this.#below(head, value as { [key: string]: Data }, path, column);
    else if (isLiteral && this.#pick(2) === 0) this.#literal(head, value, path, column);
    else if (isFilled(value) && this.#pick(2) === 0) this.#onLines(head, value, path, column);
    else this.#beside(head, value, path);
  }

  #beside(head: string, value: Data, path: Path): void {
    if (isCollection(value)) this.#flows.push(path);
    const text =
      value === null && this.#pick(2) === 0 ? '' : ' '.repeat(1 + this.#pick(3)) + this.#flow(value);
    this.#line(head + text + this.#end(), path);
  }

  #below(head: string, value: { [key: string]: Data }, path: Path, column: number): void {
    this.#line(head + this.#end(), path);
    this.#between(path, column + this.#step);
    this.#map(value, path, column + this.#step);
    if (this.#pick(3) === 0) this.#line(' '.repeat(column + this.#step) + this.#comment(), path);
  }

  #list(head: string, list: Data[], path: Path, column: number): void {
    this.#line(head + this.#end(), path);
    const deep = this.#pick(2) === 0 ? column : column + this.#step;
    for (const [index, each] of list.entries()) {
      const text = `${' '.repeat(deep)}-${' '.repeat(1 + this.#pick(2))}${this.#flow(each)}`;
      this.#line(text + this.#end(), [...path, index]);
    }
  }

  #literal(head: string, value: string, path: Path, column: number): void {
    this.#line(`${head} |`, path);
    const lines = value.slice(0, -1).split('\n');
    for (const line of lines) this.#line(' '.repeat(column + this.#step) + line, path);
  }

  /** Between braces or brackets with a line for each item. */
  #onLines(head: string, value: Data, path: Path, column: number): void {
    this.#flows.push(path);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    this.#line(`${head} ${open}${this.#end()}`, path);
    const items = this.#items(value);
    for (const [index, item] of items.entries()) {
      const comma = index < items.length - 1 || this.#pick(2) === 0 ? ',' : '';
      this.#line(' '.repeat(column + 2 + this.#step) + item + comma + this.#end(), path);
    }
    this.#line(`${' '.repeat(column + 1)}${close}${this.#end()}`, path);
  }

  #flow(value: Data): string {
    if (!isCollection(value)) return JSON.stringify(value);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const [pad, comma] = [['', ' '][this.#pick(2)]!, [', ', ',  ', ' , '][this.#pick(3)]!];
    const items = this.#items(value);
    const last = items.length > 0 && this.#pick(5) === 0 ? ',' : '';
    return open + pad + items.join(comma) + last + pad + close;
  }

  #items(value: Data): string[] {
    if (Array.isArray(value)) return value.map((each) => this.#flow(each));
    return Object.entries(value ?? {}).map(([name, each]) => `${JSON.stringify(name)}: ${this.#flow(each)}`);
  }
}

export function isCollection(value: unknown): value is Data[] | { [key: string]: Data } {
  return typeof value === 'object' && value !== null;
}

function isFilled(value: Data): boolean {
  return isCollection(value) && Object.keys(value).length > 0;
}
