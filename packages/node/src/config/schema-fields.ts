import { z } from 'zod';

/** The schema below optional and default. */
export function bare(schema: z.ZodType): z.ZodType {
  let inner: unknown = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
    inner = inner.unwrap();
  }
  return inner instanceof z.ZodType ? inner : schema;
}

/** Fields of a table with fixed keys; undefined for anything else. */
export function fieldsOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const inner = bare(schema);
  return inner instanceof z.ZodObject ? inner.shape : undefined;
}

/** Schema of the value under a key: of a table with fixed or with free keys. */
export function childOf(schema: z.ZodType, key: string): z.ZodType | undefined {
  const fields = fieldsOf(schema);
  if (fields) return Object.hasOwn(fields, key) ? fields[key] : undefined;
  const inner = bare(schema);
  return inner instanceof z.ZodRecord && inner.valueType instanceof z.ZodType ? inner.valueType : undefined;
}

/** The default as a person would write it; undefined when the key may be left out without one. */
export function defaultOf(schema: z.ZodType): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? schema.def.defaultValue
    : undefined;
}

/** Every key below a table, with its path. Tables come before their keys. */
export function* keysOf(
  schema: z.ZodType,
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; schema: z.ZodType }> {
  for (const [key, field] of Object.entries(fieldsOf(schema) ?? {})) {
    const at = [...path, key];
    yield { path: at, schema: field };
    yield* keysOf(field, at);
  }
}
