import { z } from 'zod';

/** Plain JSON. */
export type Json = Record<string, unknown>;

/** @param named takes the types with an `id` */
export function schemaOf(schema: z.ZodType, named: Record<string, unknown>): Json {
  // Inside of something, a type with an id is always a reference.
  const { items, $defs } = z.toJSONSchema(z.array(schema), { io: 'input', override: withoutWidest });
  for (const [id, shown] of Object.entries($defs ?? {})) named[id] = placed(shown);
  return placed(items) as Json;
}

/** What every whole number is within says nothing. */
function withoutWidest({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** With references to where OpenAPI has them. */
function placed(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'id' && typeof value === 'string' ? undefined : value,
    ).replaceAll('"#/$defs/', '"#/components/schemas/'),
  );
}
