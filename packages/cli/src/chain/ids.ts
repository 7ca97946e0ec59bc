import { CliError } from '../errors.js';

const BYTES = 32;

/** Bytes of an id on the chain. @param what it is of, with an article. @throws CliError `BAD_ARGUMENT` */
export function idBytes(text: string, what: string): Uint8Array {
  const [, digits] = /^(?:0x)?([0-9a-f]{64})$/i.exec(text) ?? [];
  if (digits !== undefined) return Uint8Array.from(Buffer.from(digits, 'hex'));
  throw new CliError(
    'BAD_ARGUMENT',
    `"${text.slice(0, 80)}" is no id of ${what}: it has ${2 * BYTES} hexadecimal digits`,
  );
}

/** An account of the chain. @throws CliError `BAD_ARGUMENT` */
export function accountAddress(text: string): string {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  const message = `"${text.slice(0, 80)}" is no address of an account: it has 0x and 40 hexadecimal digits`;
  throw new CliError('BAD_ARGUMENT', message);
}
