import { AquaError } from './errors.js';

/** A number, `true`, `false` or text in quotes, as Aqua writes them. */
const LITERAL = /^(?:-?\d+(?:\.\d+)?|true|false|"[^"\n]*")$/;

/** A constant as the compiler takes it: the spaces are needed. */
export function constantText(name: string, value: string | number | boolean): string {
  const literal = typeof value === 'string' ? `"${value}"` : String(value);
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
    throw new AquaError(
      'BAD_ARGUMENT',
      `constant '${name}' must be written in capitals, digits and underscores`,
    );
  }
  if (!LITERAL.test(literal)) {
    throw new AquaError(
      'BAD_ARGUMENT',
      `constant ${name} cannot be ${literal}: Aqua's text has no quotes or line breaks`,
    );
  }
  return `${name} = ${literal}`;
}

/** `NAME=value` of the command line. A value that is no Aqua literal is text: a shell takes its quotes away. */
export function parseConstant(written: string): string {
  const at = written.indexOf('=');
  if (at < 1) throw new AquaError('BAD_ARGUMENT', `a constant is written NAME=value: '${written}' is not`);
  const name = written.slice(0, at).trim();
  const value = written.slice(at + 1).trim();
  if (value.startsWith('"') && LITERAL.test(value)) return constantText(name, value.slice(1, -1));
  if (value === 'true' || value === 'false') return constantText(name, value === 'true');
  return LITERAL.test(value) ? constantText(name, Number(value)) : constantText(name, value);
}
