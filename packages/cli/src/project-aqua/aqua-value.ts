import { camelCase, typeName } from './names.js';

/** What can be written as a value of Aqua. An empty list is `nil`. */
export type AquaValue = string | number | boolean | readonly AquaRecord[] | AquaRecord | Optional;

export interface AquaRecord {
  readonly [field: string]: AquaValue;
}

/** A value or nothing; `like` tells the type when there is nothing. */
export class Optional {
  readonly value: AquaRecord | undefined;
  readonly like: AquaRecord;

  constructor(value: AquaRecord | undefined, like: AquaRecord) {
    this.value = value;
    this.like = like;
  }
}

/** A record type that is known by its fields and not by the place it is found in. */
export interface NamedType {
  readonly name: string;
  /** A value of the type with none of its lists empty. */
  readonly like: AquaRecord;
}

interface Written {
  readonly type: string;
  readonly text: string;
  /** Definitions that the type needs, its own last; each a paragraph. */
  readonly definitions: readonly string[];
}

const INDENT = '    ';
/** Upstream's type of a value that is always nothing. */
const NOTHING: Written = { type: '?u8', text: 'nil', definitions: [] };

/**
 * A module with the data types of a value and `func get()` that returns it, byte for byte as upstream writes it
 * (spec/fluence-cli.md §2.6).
 */
export function aquaModule(name: string, value: AquaRecord, named: readonly NamedType[]): string {
  const written = new Writer(named).record(value, name, 1, '');
  return `aqua ${name} declares *\n\n${getter('get', written)}`;
}

/**
 * The same as CLIs before 0.8.3 wrote it: the function has a name of its own, a type is called after the whole way to it, and
 * fields stand in the order of the value. They wrote no header, without which no compiler of today takes a file.
 */
export function oldAquaModule(name: string, func: string, value: AquaRecord): string {
  const written = new Writer([], true).record(value, func, 1, '');
  return `aqua ${name} declares *\n\n${getter(func, written)}`;
}

function getter(name: string, { type, text, definitions }: Written): string {
  const paragraphs = [...new Set(definitions)].map((definition) => `${definition}\n\n`).join('');
  return `${paragraphs}func ${name}() -> ${type}:\n${INDENT}<- ${text}\n`;
}

class Writer {
  readonly #named: ReadonlyMap<string, NamedType>;
  readonly #isOld: boolean;

  /** @param isOld whether it is written as CLIs before 0.8.3 did */
  constructor(named: readonly NamedType[], isOld = false) {
    this.#isOld = isOld;
    this.#named = new Map(named.map((type) => [fieldsOf(type.like), type]));
  }

  /** @param inside type that holds the value; empty for the module's own and what stands directly in it */
  record(value: AquaRecord, field: string, depth: number, inside: string): Written {
    const entries = Object.entries(value);
    if (entries.length === 0) return NOTHING;
    const named = this.#named.get(fieldsOf(value));
    const type = named?.name ?? inside + typeName(field);
    const within = depth === 1 && !this.#isOld ? '' : type;
    const fields = entries.map(([key, item]) => ({
      key,
      ...this.#value(item, key, depth + 1, within, named?.like[key]),
    }));
    const pad = INDENT.repeat(depth);
    const lines = fields.map((each) => `\n${pad}${INDENT}${camelCase(each.key)}=${each.text}`);
    const types = fields.map((each) => `${INDENT}${camelCase(each.key)}: ${each.type}`);
    const groups = fields.map(({ definitions }) => definitions).filter(({ length }) => length > 0);
    if (!this.#isOld) {
      types.sort();
      groups.sort((a, b) => (a.join('\n\n') < b.join('\n\n') ? -1 : 1));
    }
    return {
      type,
      text: `${type}(${lines.join(',')}\n${pad})`,
      definitions: [...groups.flat(), `data ${type}:\n${types.join('\n')}`],
    };
  }

  #value(
    value: AquaValue,
    field: string,
    depth: number,
    inside: string,
    like: AquaValue | undefined,
  ): Written {
    if (typeof value === 'string') return { type: 'string', text: JSON.stringify(value), definitions: [] };
    if (typeof value === 'number') return { type: 'u64', text: String(value), definitions: [] };
    if (typeof value === 'boolean') return { type: 'bool', text: String(value), definitions: [] };
    if (value instanceof Optional) return this.#optional(value, field, depth, inside);
    return isList(value)
      ? this.#list(value, field, depth, inside, like)
      : this.record(value, field, depth, inside);
  }

  #optional({ value, like }: Optional, field: string, depth: number, inside: string): Written {
    const { type, text, definitions } = this.record(value ?? like, field, depth, inside);
    return { type: `?${type}`, text: value === undefined ? 'nil' : `?[${text}]`, definitions };
  }

  #list(
    items: readonly AquaRecord[],
    field: string,
    depth: number,
    inside: string,
    like: AquaValue | undefined,
  ): Written {
    const written = items.map((item) => this.record(item, field, depth + 1, inside));
    const [first] = written;
    if (first === undefined) {
      // the field keeps its type: upstream changes it, and then declares the record twice
      return like === undefined ? NOTHING : { ...this.#value(like, field, depth, inside, like), text: 'nil' };
    }
    const pad = INDENT.repeat(depth);
    const texts = written.map(({ text }) => `\n${pad}${INDENT}${text}`);
    return {
      type: `[]${first.type}`,
      text: `[${texts.join(',')}\n${pad}]`,
      definitions: first.definitions,
    };
  }
}

function isList(value: AquaRecord | readonly AquaRecord[]): value is readonly AquaRecord[] {
  return Array.isArray(value);
}

function fieldsOf(value: AquaRecord): string {
  return Object.keys(value).sort().join(' ');
}
