import type { JsonValue } from '@noctiluca/marine';
import { CliError } from '../errors.js';
import { isJsonRecord, type JsonRecord } from '../json-record.js';
import { camelCase, typeName } from '../project-aqua/names.js';
import { sameNumbers, scalar } from './scalars.js';
import { type DataOptions, INDENT, NOTHING, type Written } from './written.js';

/** Deeper data is no configuration; the compiler takes hours over it. */
const MAX_DEPTH = 64;
const OPTIONAL = '$$optional';
const IS_NIL = '$$isNil';

/** Where a value stands. */
export interface Place {
  /** Key or file that it is called after. */
  readonly name: string;
  /** Type that holds it. */
  readonly inside: string;
  /** For messages. */
  readonly path: string;
  readonly depth: number;
  /** Types of the outermost record and of what stands directly in it are called after their keys alone. */
  readonly level: 'top' | 'second' | 'rest';
}

export class DataWriter {
  readonly #f64: boolean;
  readonly #types: ReadonlyMap<string, string>;

  constructor({ f64, types }: DataOptions) {
    this.#f64 = f64;
    this.#types = new Map(types.map(({ name, properties }) => [keysOf(properties), typeName(name)]));
  }

  /** @throws CliError `AQUA_FAILED` */
  write(value: JsonValue, place: Place): Written {
    if (place.depth > MAX_DEPTH) throw failed(place, `it nests deeper than ${MAX_DEPTH} levels`);
    const plain = scalar(value, this.#f64);
    if (typeof plain === 'string') throw failed(place, plain);
    if (plain !== undefined) return plain;
    if (isJsonRecord(value)) return this.#recordOrOptional(value, place);
    return this.#list(value as readonly JsonValue[], place);
  }

  #list(values: readonly JsonValue[], place: Place): Written {
    if (values.length === 0) return NOTHING;
    const depth = place.depth + 1;
    const written = values.map((item, index) =>
      this.write(item, { ...place, depth, path: `${place.path}[${index}]` }),
    );
    const items = sameNumbers(written) ?? written;
    const [first] = items as [Written];
    const odd = items.findIndex((item) => !isAlike(item, first));
    if (odd > 0)
      throw failed(
        { ...place, path: `${place.path}[${odd}]` },
        `all of a list are of one type, and this is ${items[odd]!.type}, not ${first.type}`,
      );
    const pad = INDENT.repeat(depth);
    const text = `[\n${pad}${items.map((item) => item.text).join(`,\n${pad}`)}\n${INDENT.repeat(place.depth)}]`;
    return { type: `[]${first.type}`, text, definitions: first.definitions };
  }

  #recordOrOptional(value: JsonRecord, place: Place): Written {
    if (Object.keys(value).length === 0) return NOTHING;
    if (!Object.hasOwn(value, OPTIONAL)) return this.#record(value, place);
    const inner = this.write(value[OPTIONAL]!, place);
    const text = value[IS_NIL] === true ? NOTHING.text : `?[${inner.text}]`;
    return { ...inner, type: `?${inner.type}`, text };
  }

  #record(value: JsonRecord, place: Place): Written {
    const type = this.#typeOf(value, place);
    const fields = Object.entries(value).map(([key, item]) => this.#field(key, item, type, place));
    const names = fields.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw failed(place, `two of its keys are the field ${twice} in Aqua`);
    const pad = INDENT.repeat(place.depth);
    const texts = fields.map(({ name, text }) => `\n${pad}${INDENT}${name}=${text}`);
    const types = fields.map((each) => `${INDENT}${each.name}: ${each.type}`).sort();
    const groups = fields.map(({ definitions }) => definitions.join('\n\n')).filter((group) => group !== '');
    return {
      type,
      text: `${type}(${texts.join(',')}\n${pad})`,
      definitions: [...groups.sort().flatMap((group) => group.split('\n\n')), definition(type, types)],
    };
  }

  #field(key: string, item: JsonValue, type: string, place: Place): Written & { readonly name: string } {
    const level = place.level === 'top' ? 'second' : 'rest';
    const path = `${place.path}.${key}`;
    const name = camelCase(key);
    if (!/^[a-z]/.test(name)) throw failed({ ...place, path }, 'a field of Aqua begins with a letter');
    return { name, ...this.write(item, { name: key, inside: type, path, depth: place.depth + 1, level }) };
  }

  #typeOf(value: JsonRecord, { name, inside, level, ...place }: Place): string {
    const custom = this.#types.get(keysOf(Object.keys(value)));
    if (custom !== undefined) return custom;
    const own = typeName(name);
    if (level === 'second' && own === inside)
      throw failed(
        { ...place },
        `its type would be ${own}, as that of all of it: rename the file or the key`,
      );
    return level === 'rest' ? inside + own : own;
  }
}

function definition(type: string, fields: readonly string[]): string {
  return `data ${type}:\n${fields.join('\n')}`;
}

function isAlike(one: Written, other: Written): boolean {
  return one.type === other.type && one.definitions.join('\n\n') === other.definitions.join('\n\n');
}

function keysOf(keys: readonly string[]): string {
  return JSON.stringify([...keys].sort());
}

function failed({ path }: Pick<Place, 'path'>, why: string): CliError {
  return new CliError('AQUA_FAILED', `Aqua has no literal for ${path}: ${why}`);
}
