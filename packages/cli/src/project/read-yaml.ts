import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { CliError } from '../errors.js';

/** A YAML file of a known shape. @throws CliError `PROJECT_INVALID` with file and place */
export async function readYaml<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('PROJECT_INVALID', `Cannot read ${file}: ${reason}`, { cause });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const lines = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new CliError('PROJECT_INVALID', `${file} is wrong: ${lines.join('; ')}`);
}
