import { CliError } from '../errors.js';

export function badArchive(why: string, cause?: unknown): CliError {
  return new CliError('ARCHIVE_INVALID', why, cause === undefined ? undefined : { cause });
}

/**
 * The path of an entry below the folder it is unpacked to, with `/`.
 * @throws CliError `ARCHIVE_INVALID` for one that leads out of it
 */
export function safeName(written: string): string {
  const isOutside = written.startsWith('/') || /^[A-Za-z]:/.test(written) || /[\\\0]/.test(written);
  const parts = written.split('/').filter((part) => part !== '' && part !== '.');
  if (isOutside || parts.includes('..'))
    throw badArchive(`it has an entry "${written.slice(0, 100)}", which leads out of the folder`);
  return parts.join('/');
}
