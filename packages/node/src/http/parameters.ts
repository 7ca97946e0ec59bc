import { z } from 'zod';

/** What {@link wholeNumber} says of itself to the description of the API: requests write it as text. */
export type NumberFacts = {
  readonly description: string;
  readonly minimum: number;
  readonly maximum: number;
};

const MAX_NUMBER = 999_999_999_999_999;

/** A whole number of a query, from `min` to `max`. */
export function wholeNumber(description: string, { min = 0, max = MAX_NUMBER } = {}) {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error })
    .meta({ description, minimum: min, maximum: max });
}

/** A text of a query. */
export const words = (description: string) => z.string().meta({ description });

export type Parameters<Q extends z.ZodObject> =
  | { readonly isFine: true; readonly values: z.output<Q> }
  | { readonly isFine: false; readonly reason: string };

/** Checks the query of a request. What nobody asked for is left out; of what was given twice the first counts, unless it is a list. */
export function parametersOf<Q extends z.ZodObject>(
  query: Q,
  given: Readonly<Record<string, string[]>>,
): Parameters<Q> {
  const values = Object.entries(query.shape).flatMap(([name, schema]) => {
    const all = Object.hasOwn(given, name) ? given[name] : undefined;
    return all === undefined ? [] : [[name, isList(schema) ? all : all[0]]];
  });
  const result = query.safeParse(Object.fromEntries(values));
  if (result.success) return { isFine: true, values: result.data };
  const reason = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return { isFine: false, reason };
}

/** Behind wrappers of a default or an option. */
function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}
