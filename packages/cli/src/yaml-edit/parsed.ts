import { type Document, isMap, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { YAML_SCHEMA } from '../project/read-yaml.js';

/** A document whose nodes know how they are written. */
export function parsed(text: string): Document.Parsed {
  return parseDocument(text, {
    ...YAML_SCHEMA,
    keepSourceTokens: true,
    prettyErrors: false,
  }) as Document.Parsed;
}

/** The map that a text is; `undefined` when it is none, or no YAML. */
export function rootOf(text: string): YAMLMap | undefined {
  const { errors, contents } = parsed(text);
  return errors.length === 0 && isMap(contents) ? (contents as YAMLMap) : undefined;
}

/**
 * Why a text cannot be changed: what is wrong with it, and where.
 * @returns `:<line>:<column> is not YAML: <what>` from 1, or that it is no map; `undefined` for one that can
 */
export function whyNotMap(text: string): string | undefined {
  const { errors, contents } = parsed(text);
  const [error] = errors;
  if (error === undefined) return isMap(contents) ? undefined : ' has no keys at its top';
  const lines = new LineCounter();
  parseDocument(text, { lineCounter: lines });
  const { line, col } = lines.linePos(error.pos[0]);
  return `:${line}:${col} is not YAML: ${error.message}`;
}
