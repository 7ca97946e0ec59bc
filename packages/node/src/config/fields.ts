import { z } from 'zod';

/** What stands beside the type of a configuration key; read by the warnings, the masks, the schema and the page. */
export interface KeyFacts {
  /** Why the key has no effect in this peer; whoever sets it is told so once. */
  readonly inert?: string;
  /** Never shown, neither printed nor over HTTP. */
  readonly secret?: boolean;
  /** How the number is written: `"20s"` or `"64 MiB"`. */
  readonly unit?: 'duration' | 'size';
}

/** Names of {@link KeyFacts} in JSON Schema: its own words where it has them. */
type SchemaFacts = {
  readonly description?: string | undefined;
  readonly deprecated?: boolean | undefined;
  readonly writeOnly?: boolean;
  readonly 'x-inert'?: string;
  readonly 'x-unit'?: 'duration' | 'size';
};

/** Describes a key. Comes last: a wrapper made afterwards would hide what is said here. */
export function about<T extends z.ZodType>(schema: T, description: string, facts: KeyFacts = {}): T {
  const { inert, secret, unit } = facts;
  const meta: SchemaFacts = {
    description,
    ...(inert === undefined ? {} : { deprecated: true, 'x-inert': inert }),
    ...(secret ? { writeOnly: true } : {}),
    ...(unit === undefined ? {} : { 'x-unit': unit }),
  };
  return schema.meta(meta);
}

/** A key that upstream has and that does nothing here: its shape is checked, and setting it gives a warning. */
export const inert = <T extends z.ZodType>(
  schema: T,
  description: string,
  reason: string,
  facts: Omit<KeyFacts, 'inert'> = {},
) => about(schema.optional(), description, { ...facts, inert: reason });

/** What {@link about} was told. */
export function factsOf(schema: z.ZodType): KeyFacts & { readonly description: string } {
  const meta: SchemaFacts = schema.meta() ?? {};
  return {
    description: meta.description ?? '',
    secret: meta.writeOnly === true,
    ...(meta['x-inert'] === undefined ? {} : { inert: meta['x-inert'] }),
    ...(meta['x-unit'] === undefined ? {} : { unit: meta['x-unit'] }),
  };
}

/** A whole number; the environment and arguments write it as text. Anything else is left for the check to refuse. */
export const integer = (min: number, max: number = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (value: number | string) =>
      typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value,
    z.number().int().min(min).max(max),
  );

export const port = () => integer(0, 65_535);
export const count = () => integer(1);

/** From 0 to 1. */
export const ratio = () =>
  z.preprocess(
    (value: number | string) =>
      typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value,
    z.number().min(0).max(1),
  );

export const flag = () =>
  z.preprocess(
    (value: boolean | string) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean(),
  );

/** A list; the environment and arguments separate its items by commas. */
export const list = () =>
  z.preprocess(
    (value: string[] | string) => (typeof value === 'string' ? splitList(value) : value),
    z.array(z.string()),
  );

/** Texts by name, such as environment variables or executables. */
export const texts = () => z.record(z.string(), z.string());

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}
