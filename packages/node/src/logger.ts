import { renameSync, statSync } from 'node:fs';
import type { Logger } from '@noctiluca/lifecycle';
import { destination, pino } from 'pino';
import { LOG_FILE_MAX_BYTES, LOG_FILES_KEPT } from './constants.js';
import { loggedError } from './logged-error.js';

/** Fields that may never appear in a log, wherever they stand. */
const SECRET_FIELDS = ['seed', 'secret', 'secretKey', 'secret_key', 'keyPair.seed', '*.seed', '*.secret_key'];

/**
 * The peer's log: one JSON object a line; what was thrown stands under `err`, as a `LoggedError`.
 * @param init.file where to append; standard error when undefined. A file that is full is kept as `<file>.1`, and that as
 * `<file>.2`
 * @param init.maxBytes of the file. @default 16777216
 */
export function createLogger(init: {
  level: string;
  name: string;
  file?: string;
  maxBytes?: number;
}): Logger {
  const options = {
    level: init.level,
    base: { peer: init.name },
    redact: SECRET_FIELDS,
    serializers: { err: (thrown: unknown) => loggedError(thrown) },
  };
  const { file, maxBytes = LOG_FILE_MAX_BYTES } = init;
  return pino(
    options,
    file === undefined ? destination({ dest: 2, sync: true }) : rotatingFile(file, maxBytes),
  );
}

function rotatingFile(file: string, maxBytes: number): ReturnType<typeof destination> {
  const log = destination({ dest: file, mkdir: true, sync: true });
  let written = statSync(file).size;
  log.on('write', (bytes: number) => {
    written += bytes;
    if (written < maxBytes) return;
    written = 0;
    for (let age = LOG_FILES_KEPT; age > 0; age--)
      moveIfThere(age > 1 ? `${file}.${age - 1}` : file, `${file}.${age}`);
    log.reopen();
  });
  return log;
}

/** Somebody may have removed it; what cannot be moved goes on growing, as the log cannot say so. */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {}
}
