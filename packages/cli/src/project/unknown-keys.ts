import { z } from 'zod';
import { didYouMean, nearest } from './nearest.js';
import type { ProjectProblem } from './problems.js';

/**
 * Takes the keys out of `content` that the strict objects of `schema` don't have, at any depth.
 * @returns a problem for each
 */
export function removeUnknownKeys(schema: z.ZodType, content: unknown): ProjectProblem[] {
  const issues = schema.safeParse(content).error?.issues ?? [];
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const place = issue.path.map(String);
    return issue.keys.map((key) => {
      removeAt(content, issue.path, key);
      return unknownKey(place, key, keysAt(schema, place));
    });
  });
}

function unknownKey(place: readonly string[], name: string, known: readonly string[]): ProjectProblem {
  const meant = nearest(name, known);
  return {
    kind: 'unknown-key',
    place,
    name,
    ...(meant === undefined ? {} : { nearest: meant }),
    text: `unknown key '${[...place, name].join('.')}' is ignored${didYouMean(meant)}`,
  };
}

/** Keys that an object of the schema may have. Arrays and unions are not looked into: none of ours holds objects. */
export function keysAt(schema: z.ZodType, [step, ...rest]: readonly string[]): string[] {
  const plain = unwrapped(schema);
  if (plain instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(plain.shape);
    const inner: unknown = plain.shape[step];
    return inner instanceof z.ZodType ? keysAt(inner, rest) : [];
  }
  const isRecord = plain instanceof z.ZodRecord && plain.valueType instanceof z.ZodType;
  return isRecord && step !== undefined ? keysAt(plain.valueType as z.ZodType, rest) : [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

function removeAt(content: unknown, path: readonly PropertyKey[], key: string): void {
  let target: unknown = content;
  for (const step of path) target = isRecord(target) ? target[step] : undefined;
  if (isRecord(target)) delete target[key];
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
