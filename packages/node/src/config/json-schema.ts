import { z } from 'zod';
import { configSchema } from './schema.js';

/**
 * JSON Schema of a configuration file, for editors. Keys without effect are `deprecated` and say why in `x-inert`;
 * secrets are `writeOnly`.
 */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // zod leaves out the default of a type that also reads text; ours are values of both.
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  });
  return { title: 'Configuration of a Noctiluca peer', ...schema };
}

/** The text of `noctiluca --print-config-schema` and of `docs/reference/config.schema.json`. */
export function configJsonSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}
