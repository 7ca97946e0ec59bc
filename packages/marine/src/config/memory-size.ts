import { refuse } from './raw-toml.js';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/**
 * `total_memory_limit`: a number of bytes, a text such as `64 MiB`, or `Infinity` for no limit.
 * @returns `undefined` for no limit @throws MarineError `CONFIG`
 */
export function memoryLimit(value: unknown): number | undefined {
  if (value === 'Infinity' || value === 'infinity') return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'string') {
    const [, digits, unit = 'b'] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)?\s*$/i.exec(value) ?? [];
    const bytes = Number(digits) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
    if (Number.isSafeInteger(Math.floor(bytes))) return Math.floor(bytes);
  }
  return refuse(
    `total_memory_limit must be "Infinity", bytes, or a size like "64 MiB", not ${JSON.stringify(value)?.slice(0, 100)}`,
  );
}
