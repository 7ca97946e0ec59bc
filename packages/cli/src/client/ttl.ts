import { DEFAULT_MAX_TTL_MS } from '@noctiluca/particle';

/** The life of a particle as a flag gives it. @returns milliseconds @throws SyntaxError for one that no peer takes */
export function ttl(text: string): number {
  const ms = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(ms) || ms < 1)
    throw new SyntaxError(`"${text}" is no time to live: it is a whole number of milliseconds, 1 or more`);
  if (ms <= DEFAULT_MAX_TTL_MS) return ms;
  throw new SyntaxError(
    `${ms} ms is too long to live: peers drop particles that claim more than ${DEFAULT_MAX_TTL_MS} ms`,
  );
}
