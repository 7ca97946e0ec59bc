import { readFile } from 'node:fs/promises';
import { messageOf } from '@noctiluca/common/thrown';
import { parse } from 'yaml';
import type { z } from 'zod';
import { CliError } from '../errors.js';
import { issueLines } from './issue-lines.js';

/** Timestamps stay text, with `%YAML 1.1` too: an impossible date would become another one. */
export const YAML_SCHEMA = { schema: 'core' } as const;

/** A YAML file of a known shape. @throws CliError `PROJECT_INVALID` with file and place */
export async function readYaml<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'), YAML_SCHEMA);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new CliError('PROJECT_INVALID', `Cannot read ${file}: ${reason}`, { cause });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const lines = issueLines(schema, checked.error);
  throw new CliError('PROJECT_INVALID', `${file} is wrong: ${lines.join('; ')}`);
}
