import { z } from 'zod';
import { MAX_TIMER_MS } from '../constants.js';

const DAY_MS = 86_400_000;
/** Names as nox's durations have them; `M` (month) and `m` (minute) differ by case only. */
const DURATION_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  nsec: 1e-6,
  us: 1e-3,
  usec: 1e-3,
  ms: 1,
  msec: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  hour: 3_600_000,
  d: DAY_MS,
  day: DAY_MS,
  w: 7 * DAY_MS,
  week: 7 * DAY_MS,
  M: 30.44 * DAY_MS,
  month: 30.44 * DAY_MS,
  y: 365.25 * DAY_MS,
  year: 365.25 * DAY_MS,
};
const SIZE_UNITS: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  tb: 1000 ** 4,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};
/** Longest text that is read as a duration or a size. */
const MAX_TEXT = 128;

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
  const bare = /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
  return bare ?? sumOfUnits(text, SIZE_UNITS);
}

/** The shortest text that {@link parseDuration} reads back as the same number of whole milliseconds. */
export function formatDuration(ms: number): string {
  if (ms % 1000 !== 0) return `${ms}ms`;
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  return `${ms / 1000}s`;
}

/** The shortest text that {@link parseSize} reads back as the same number of bytes. */
export function formatSize(bytes: number): string {
  for (const unit of ['GiB', 'MiB', 'KiB']) {
    const each = SIZE_UNITS[unit.toLowerCase()]!;
    if (bytes >= each && bytes % each === 0) return `${bytes / each} ${unit}`;
  }
  return `${bytes} B`;
}

function sumOfUnits(text: string, units: Readonly<Record<string, number>>): number | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/giy)];
  const consumed = parts.reduce((length, part) => length + part[0].length, 0);
  if (parts.length === 0 || consumed !== text.length) return undefined;
  let total = 0;
  for (const [, amount, name] of parts) {
    const unit = unitOf(name!, units);
    if (unit === undefined) return undefined;
    total += Number(amount) * unit;
  }
  const rounded = Math.round(total);
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}

function unitOf(name: string, units: Readonly<Record<string, number>>): number | undefined {
  const lower = name.toLowerCase();
  for (const candidate of [name, lower, lower.replace(/s$/, '')]) {
    if (Object.hasOwn(units, candidate)) return units[candidate];
  }
  return undefined;
}

/** A zod type for durations; output in milliseconds. @param maxMs longest one; by default what a timer can wait */
export const duration = (maxMs = MAX_TIMER_MS) =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    const ms = parseDuration(value);
    if (ms !== undefined && ms <= maxMs) return ms;
    const message =
      ms === undefined
        ? `"${value}" is not a duration; write it like "20s" or "1m 30s"`
        : `"${value}" is too long; at most ${formatDuration(maxMs)} can be waited for`;
    context.addIssue({ code: 'custom', message });
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
