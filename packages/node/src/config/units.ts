import { z } from 'zod';

const DURATION_UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
};
const SIZE_UNITS: Record<string, number> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/**
 * Milliseconds of a duration as nox writes it: `"20s"`, `"1m 30s"`, `"500ms"`; a bare number is seconds
 * (spec/nox.md §7.1). Undefined when it is none.
 */
export function parseDuration(text: string | number): number | undefined {
  if (typeof text === 'number') return text >= 0 ? text * 1000 : undefined;
  return sumOfUnits(text, DURATION_UNITS);
}

/** Bytes of a size such as `"2MB"`, `"64 MiB"` or a bare number. Undefined when it is none. */
export function parseSize(text: string | number): number | undefined {
  if (typeof text === 'number') return Number.isSafeInteger(text) && text >= 0 ? text : undefined;
  if (/^\d+$/.test(text.trim())) return Number(text);
  return sumOfUnits(text, SIZE_UNITS);
}

function sumOfUnits(text: string, units: Record<string, number>): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/giy)];
  const consumed = parts.reduce((length, part) => length + part[0].length, 0);
  if (parts.length === 0 || consumed !== text.trimStart().length) return undefined;
  let total = 0;
  for (const [, amount, name] of parts) {
    const unit = units[name!.toLowerCase()] ?? units[name!.toLowerCase().replace(/s$/, '')];
    if (unit === undefined) return undefined;
    total += Number(amount) * unit;
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

/** A zod type for durations; output in milliseconds. */
export const duration = () =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    const ms = parseDuration(value);
    if (ms !== undefined) return ms;
    context.addIssue({
      code: 'custom',
      message: `"${value}" is not a duration; write it like "20s" or "1m 30s"`,
    });
    return z.NEVER;
  });

/** A zod type for sizes; output in bytes. */
export const size = () =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    const bytes = parseSize(value);
    if (bytes !== undefined) return bytes;
    context.addIssue({ code: 'custom', message: `"${value}" is not a size; write it like "64 MiB"` });
    return z.NEVER;
  });
