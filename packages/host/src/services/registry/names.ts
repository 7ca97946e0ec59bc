import { NAME_MAX_BYTES } from '../../constants.js';
import { ConvertedError } from '../../errors.js';

/** Refuses names that cannot be a directory and a store key. @throws HostError `INVALID` */
export function requireName(kind: 'module' | 'blueprint' | 'alias', name: string): void {
  const reason = nameProblem(name);
  if (reason !== undefined)
    throw new ConvertedError('INVALID', `Invalid ${kind} name '${name.slice(0, 80)}': ${reason}`);
}

/** Why a name is refused; undefined for a good one. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (Buffer.byteLength(name) > NAME_MAX_BYTES) return `it is longer than ${NAME_MAX_BYTES} bytes`;
  if (name === '.' || name === '..') return 'it names a directory';
  return /[/\\\0]/.test(name) ? 'it holds a path separator or a NUL' : undefined;
}
