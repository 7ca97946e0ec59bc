import type { RecordType } from './answers.js';

/** How an argument is written: a line of text, a number, yes or no, or JSON. */
export type ArgumentKind = 'text' | 'number' | 'flag' | 'json';

const BITS = /^([su])(8|16|32|64)$/;

export function kindOf(type: string): ArgumentKind {
  if (type === 'string') return 'text';
  if (type === 'bool') return 'flag';
  return BITS.test(type) || type === 'f32' || type === 'f64' ? 'number' : 'json';
}

/** Levels of records inside each other that an example has. */
const MAX_DEPTH = 6;

/** Something of a type, as JSON, for who writes his own over it. */
export function exampleOf(type: string, records: readonly RecordType[], depth = 0): string {
  if (type.startsWith('[]')) {
    return type === '[]u8' ? '[1, 2, 3]' : `[${exampleOf(type.slice(2), records, depth + 1)}]`;
  }
  const record = records.find(({ name }) => name === type);
  if (record !== undefined && depth < MAX_DEPTH) {
    const fields = record.fields.map(
      ({ name, ty }) => `${JSON.stringify(name)}: ${exampleOf(ty, records, depth + 1)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return { text: '""', flag: 'false', number: '0', json: 'null' }[kindOf(type)];
}

/** @returns JSON text of the argument, or why it is none */
export function argumentOf(
  type: string,
  written: string,
): { readonly json: string } | { readonly why: string } {
  const kind = kindOf(type);
  if (kind === 'text') return { json: JSON.stringify(written) };
  if (kind === 'flag') return { json: written === 'true' ? 'true' : 'false' };
  if (kind === 'number') return numberOf(type, written.trim());
  try {
    JSON.parse(written);
    return { json: written };
  } catch (error) {
    return { why: `no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** As it is written: what passes through a number of JavaScript loses digits of 64 bits. */
function numberOf(type: string, written: string): { readonly json: string } | { readonly why: string } {
  const [, sign, bits] = BITS.exec(type) ?? [];
  if (bits === undefined) {
    const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(written);
    return isNumber ? { json: written } : { why: 'no number' };
  }
  if (!/^-?(0|[1-9]\d*)$/.test(written)) return { why: 'no whole number' };
  const value = BigInt(written);
  const [least, most] =
    sign === 'u'
      ? [0n, (1n << BigInt(bits)) - 1n]
      : [-(1n << BigInt(Number(bits) - 1)), (1n << BigInt(Number(bits) - 1)) - 1n];
  return value >= least && value <= most
    ? { json: String(value) }
    : { why: `${type} goes from ${least} to ${most}` };
}
