import { JsonFloat, type JsonValue } from '@noctiluca/marine';
import { NOTHING, type Written } from './written.js';

const MAX_U64 = 2n ** 64n - 1n;
const MIN_I64 = -(2n ** 63n);
const NUMBERS = ['u64', 'i64', 'f64'] as const;

/** A text, number, truth or nothing; `undefined` for records and lists, a sentence for what Aqua cannot write. */
export function scalar(value: JsonValue, f64: boolean): Written | string | undefined {
  if (value === null) return NOTHING;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return { type: 'bool', text: String(value), definitions: [] };
  if (value instanceof JsonFloat) return number(value.value, f64);
  return typeof value === 'number' || typeof value === 'bigint' ? number(value, f64) : undefined;
}

/** The compiler knows no escapes. */
function text(value: string): Written | string {
  if (/["\n\r]/.test(value)) return 'a text of Aqua has no quotes and no line breaks in it';
  return { type: 'string', text: `"${value}"`, definitions: [] };
}

/** `1.0` is an integer: upstream read it as JavaScript does. */
function number(value: number | bigint, f64: boolean): Written | string {
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  if (f64 || !isWhole) return float(String(value));
  const exact = BigInt(value);
  if (exact > MAX_U64 || exact < MIN_I64) return 'an integer of Aqua has 64 bits';
  return { type: exact < 0n ? 'i64' : 'u64', text: String(exact), definitions: [] };
}

function float(digits: string): Written | string {
  if (!/^-?\d+(\.\d+)?$/.test(digits)) return 'Aqua writes no number like that';
  return { type: 'f64', text: digits.includes('.') ? digits : `${digits}.0`, definitions: [] };
}

/** Numbers of one list get the widest of their types; `undefined` when not all are numbers. */
export function sameNumbers(items: readonly Written[]): readonly Written[] | undefined {
  const ranks = items.map(({ type }) => NUMBERS.indexOf(type as (typeof NUMBERS)[number]));
  if (ranks.includes(-1)) return undefined;
  const type = NUMBERS[Math.max(...ranks)]!;
  const isFloat = type === 'f64';
  return items.map(({ text, definitions }) => ({
    ...{ type, definitions },
    text: isFloat && !text.includes('.') ? `${text}.0` : text,
  }));
}
