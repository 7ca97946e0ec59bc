import type { ParticleQuery, TraceQuery } from '@noctiluca/aquamarine';

/** Parameters of a request, as they stand in its URL. */
export type Parameters = (name: string) => string | undefined;

/** Undefined when a number is none. */
export function traceQuery(given: Parameters): TraceQuery | undefined {
  const numbers = numbersOf(given, ['since', 'limit']);
  return numbers && { ...numbers, ...textsOf(given, ['kind', 'author']) };
}

/** The same. */
export function particleQuery(given: Parameters): ParticleQuery | undefined {
  const numbers = numbersOf(given, ['since', 'before', 'limit']);
  const spells = given('spells') === 'true';
  return numbers && { ...numbers, spells, ...textsOf(given, ['author', 'outcome']) };
}

function numbersOf<K extends string>(
  given: Parameters,
  names: readonly K[],
): { [N in K]?: number } | undefined {
  const numbers: { [N in K]?: number } = {};
  for (const name of names) {
    const text = given(name);
    if (text === undefined) continue;
    if (!/^\d{1,15}$/.test(text)) return undefined;
    numbers[name] = Number(text);
  }
  return numbers;
}

function textsOf<K extends string>(given: Parameters, names: readonly K[]): { [N in K]?: string } {
  const texts: { [N in K]?: string } = {};
  for (const name of names) {
    const text = given(name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}
