import { EmbedError } from './errors.js';
import type { SourceField, SourceType } from './generated-sections.js';
import type { ItDefinition, ItField, ItType } from './model.js';

/**
 * The type table while it grows. A record that is mentioned before its definition gets its place at the first mention
 * (spec/marine-abi.md §1.5).
 */
export class TypeTable {
  readonly #slots: (ItDefinition | { readonly kind: 'promised'; readonly name: string })[] = [];
  readonly #records = new Map<string, number>();

  addFunction(args: readonly ItField[], results: readonly ItType[]): number {
    return this.#slots.push({ kind: 'function', args, results }) - 1;
  }

  defineRecord(name: string, sourceFields: readonly SourceField[]): void {
    const fields = this.fields(sourceFields);
    this.#slots[this.#recordIndex(name)] = { kind: 'record', name, fields };
  }

  fields(fields: readonly SourceField[]): ItField[] {
    return fields.map((field) => ({ name: field.name, type: this.resolve(field.type) }));
  }

  resolve(type: SourceType): ItType {
    switch (type.kind) {
      case 'array':
        return { kind: 'array', element: this.resolve(type.element) };
      case 'record':
        return { kind: 'record', typeIndex: this.#recordIndex(type.name) };
      default:
        return type;
    }
  }

  /** @throws EmbedError `INTERFACE_UNSUPPORTED` when a record was mentioned and never defined */
  finish(): ItDefinition[] {
    return this.#slots.map((slot) => {
      if (slot.kind !== 'promised') return slot;
      throw new EmbedError(
        'INTERFACE_UNSUPPORTED',
        `record '${slot.name}' is used but not declared in this module: put #[marine] on it here too`,
      );
    });
  }

  #recordIndex(name: string): number {
    const known = this.#records.get(name);
    if (known !== undefined) return known;
    const index = this.#slots.push({ kind: 'promised', name }) - 1;
    this.#records.set(name, index);
    return index;
  }
}
