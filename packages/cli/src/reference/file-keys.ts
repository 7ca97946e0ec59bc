import { z } from 'zod';

/** A key that a file may have. */
export interface FileKey {
  /** `services.<name>.get` */
  readonly key: string;
  /** What stands there: `text`, `list of texts`, `ts, js, air`. */
  readonly value: string;
  readonly isRequired: boolean;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'true, false',
  array: 'list',
  object: 'map',
};

/** The keys of a schema, those of maps by names of one's own as `<name>`. @param names of the levels of such maps, outermost first */
export function keysOf(schema: z.ZodType, names: readonly string[] = ['<name>']): FileKey[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return below(json, '', names);
}

function below(
  { properties = {}, required = [] }: JsonSchema,
  above: string,
  names: readonly string[],
): FileKey[] {
  return Object.entries(properties).flatMap(([name, written]) => {
    const key = above === '' ? name : `${above}.${name}`;
    return describe(present(written), key, required.includes(name), names);
  });
}

function describe(schema: JsonSchema, key: string, isRequired: boolean, names: readonly string[]): FileKey[] {
  if (schema.properties !== undefined) return below(schema, key, names);
  const [name, ...further] = names;
  const each =
    typeof schema.additionalProperties === 'object' ? present(schema.additionalProperties) : undefined;
  if (name !== undefined && each !== undefined && isMapOf(each))
    return describe(each, `${key}.${name}`, isRequired, further);
  return [{ key, value: shownAs(schema), isRequired }];
}

/** A map whose values have keys themselves. */
function isMapOf(schema: JsonSchema): boolean {
  if (schema.properties !== undefined) return true;
  return typeof schema.additionalProperties === 'object' && isMapOf(present(schema.additionalProperties));
}

/** What it is when it is there: a key without a value is an absent one. */
function present(schema: JsonSchema): JsonSchema {
  const some = schema.anyOf?.filter(({ type }) => type !== 'null');
  return some?.length === 1 ? present(some[0]!) : schema;
}

function shownAs(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(', ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(shownAs))].join(' or ');
  if (schema.type === 'array' && schema.items?.type === 'string') return 'list of texts';
  const [type = ''] = [schema.type ?? ''].flat().filter((each) => each !== 'null');
  return PLAIN[type] ?? 'anything';
}
