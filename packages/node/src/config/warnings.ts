import { factsOf } from './fields.js';
import type { Layer } from './layers.js';
import { nearestName } from './nearest.js';
import { configSchema } from './schema.js';
import { childOf, fieldsOf, keysOf } from './schema-fields.js';

/** What to tell about a key that does not exist, with the one most likely meant. */
export function unknownKeyWarning(path: readonly string[]): string {
  const meant = likelyMeant(path);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `Configuration key "${path.join('.')}" is unknown here and has no effect${hint}`;
}

function likelyMeant(path: readonly string[]): string | undefined {
  const name = path.at(-1)!;
  const table = path.slice(0, -1);
  const siblings = Object.keys(fieldsOf(schemaAt(table) ?? configSchema) ?? {});
  const near = nearestName(name, siblings);
  if (near !== undefined) return [...table, near].join('.');
  // The right name in the wrong table.
  for (const { path: known } of keysOf(configSchema)) {
    if (known.at(-1) === name) return known.join('.');
  }
  return undefined;
}

function schemaAt(path: readonly string[]) {
  let schema: ReturnType<typeof childOf> = configSchema;
  for (const key of path) schema = schema && childOf(schema, key);
  return schema;
}

/** One sentence for each key in the layer that upstream has and that does nothing here; a table counts once. */
export function inertKeyWarnings(layer: Layer): string[] {
  return [...inertKeysIn(layer, [])];
}

function* inertKeysIn(layer: Layer, path: readonly string[]): Generator<string> {
  for (const [key, value] of Object.entries(layer)) {
    const at = [...path, key];
    const schema = schemaAt(at);
    if (schema === undefined || value === undefined) continue;
    const { inert } = factsOf(schema);
    if (inert !== undefined) yield `Configuration key "${at.join('.')}" has no effect here: ${inert}`;
    else if (fieldsOf(schema) && isTable(value)) yield* inertKeysIn(value, at);
  }
}

function isTable(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
