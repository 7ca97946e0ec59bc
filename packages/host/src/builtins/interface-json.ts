import type { JsonValue, ServiceInterface } from '@noctiluca/marine';

/** An interface as JSON (spec/nox.md §4.9). */
export function interfaceJson({ function_signatures, record_types }: ServiceInterface): JsonValue {
  return {
    function_signatures: function_signatures.map(({ name, arguments: args, output_types }) => ({
      name,
      arguments: args,
      output_types,
    })),
    record_types: record_types.map(({ name, id, fields }) => ({
      name,
      id,
      fields: fields.map((field) => ({ name: field.name, ty: field.ty })),
    })),
  };
}
