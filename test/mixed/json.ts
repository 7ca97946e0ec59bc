import type { JsonValue } from '@noctiluca/marine';

export type { JsonValue };

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
