import type { JsonValue } from '@noctiluca/marine';
import { parseDocument, visit } from 'yaml';
import { printing } from '../../../output/result.js';
import { YAML_SCHEMA } from '../../../project/read-yaml.js';
import { writeData } from '../write-data.js';

/** Expansions of YAML aliases: a small file can otherwise grow without bound. */
const MAX_ALIASES = 100;

export const handler = printing(writeData(parseYaml));

/** With all digits of integers. */
function parseYaml(text: string): JsonValue {
  const document = parseDocument(text, { ...YAML_SCHEMA, intAsBigInt: true });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        throw new Error(`Aqua has no number for ${node.source ?? node.value}`);
    },
  });
  return document.toJS({ maxAliasCount: MAX_ALIASES }) as JsonValue;
}
