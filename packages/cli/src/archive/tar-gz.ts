import { gunzipSync, gzipSync } from 'node:zlib';
import { hasCode } from '@noctiluca/common/thrown';
import { ARCHIVE_LIMITS } from './limits.js';
import { readTar } from './read-tar.js';
import { badArchive } from './tar-names.js';
import { writeTar } from './write-tar.js';

/** The files of a `.tar.gz`. @throws CliError `ARCHIVE_INVALID` like `readTar`, and for one that unpacks to too much */
export function readTarGz(archive: Uint8Array): Map<string, Uint8Array> {
  return readTar(gunzip(archive));
}

/** A `.tar.gz` of files. */
export function writeTarGz(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return gzipSync(writeTar(files));
}

function gunzip(archive: Uint8Array): Uint8Array {
  try {
    return gunzipSync(archive, { maxOutputLength: ARCHIVE_LIMITS.unpacked });
  } catch (cause) {
    const isBig = hasCode(cause, 'ERR_BUFFER_TOO_LARGE');
    const why = isBig ? `it unpacks to more than ${ARCHIVE_LIMITS.unpacked} bytes` : 'it is no .tar.gz';
    throw badArchive(why, cause);
  }
}
