import type { z } from 'zod';
import { NodeError } from '../errors.js';
import type { Layer } from './layers.js';
import { configSchema, type ParsedConfig } from './schema.js';
import { inertKeyWarnings, unknownKeyWarning } from './warnings.js';

/** Result of checking merged layers. Warnings are sentences for the log. */
export interface CheckedConfig {
  readonly settings: ParsedConfig;
  readonly warnings: readonly string[];
}

/**
 * Checks merged layers. A key the peer does not know is left out with a warning, so that a file written for nox
 * starts; so is one of nox that has no effect here, but its value is checked. A known key with a wrong value is an error.
 * @throws NodeError `CONFIG_INVALID` naming every wrong key
 */
export function checkConfig(layer: Layer): CheckedConfig {
  const known = structuredClone(layer);
  const first = configSchema.safeParse(known);
  if (first.success) return { settings: first.data, warnings: inertKeyWarnings(known) };

  const warnings = first.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? drop(known, issue) : [],
  );
  const second = configSchema.safeParse(known);
  if (second.success) return { settings: second.data, warnings: [...warnings, ...inertKeyWarnings(known)] };
  const lines = second.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(top level)'}: ${issue.message}`,
  );
  throw new NodeError('CONFIG_INVALID', `The configuration is wrong:\n${lines.join('\n')}`);
}

function drop(layer: Layer, issue: z.core.$ZodIssueUnrecognizedKeys): string[] {
  let table = layer;
  for (const key of issue.path) table = table[String(key)] as Layer;
  return issue.keys.map((key) => {
    delete table[key];
    return unknownKeyWarning([...issue.path.map(String), key]);
  });
}
