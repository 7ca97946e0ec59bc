import type { ItRecordType, ItType, ItTypeDefinition } from '../it/types.js';
import type { RecordShape } from '../it/value.js';

/** Writes the generated function of one array element type or of one record. */
export type CodecWriter = (pool: TypePool, name: string, type: ItType) => string;

/**
 * Generated functions by type. Each is written once, when first asked for, from a work list: types may refer to
 * themselves and to each other.
 */
export class TypePool {
  readonly types: readonly ItTypeDefinition[];
  readonly shape: RecordShape;
  readonly #names = new Map<string, string>();
  readonly #pending: { name: string; type: ItType; write: CodecWriter }[] = [];

  constructor(types: readonly ItTypeDefinition[], shape: RecordShape) {
    this.types = types;
    this.shape = shape;
  }

  /** Name of the function that `write` makes for `type`; `prefix` is constant text of this runtime. */
  reference(prefix: string, type: ItType, write: CodecWriter): string {
    const key = `${prefix} ${typeKey(type)}`;
    let name = this.#names.get(key);
    if (!name) {
      name = `${prefix}${this.#names.size}`;
      this.#names.set(key, name);
      this.#pending.push({ name, type, write });
    }
    return name;
  }

  record(index: number): ItRecordType {
    const type = this.types[index];
    if (type?.kind !== 'record') throw new RangeError(`type ${index} is not a record`);
    return type;
  }

  /** Source of every function that was referred to. */
  sources(): string[] {
    const sources: string[] = [];
    for (let job = this.#pending.pop(); job; job = this.#pending.pop())
      sources.push(job.write(this, job.name, job.type));
    return sources;
  }
}

/** One text per type; made of kinds and indices only. */
export function typeKey(type: ItType): string {
  if (type.kind === 'array') return `[]${typeKey(type.element)}`;
  return type.kind === 'record' ? `#${type.index}` : type.kind;
}

/**
 * A field name as a key in generated source. JSON escaping leaves nothing of the module's text outside a string
 * literal; `__proto__` needs brackets, or the literal would set the prototype.
 */
export function fieldKey(name: string): string {
  const literal = JSON.stringify(name);
  return name === '__proto__' ? `[${literal}]` : literal;
}
