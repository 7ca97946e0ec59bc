import type { Logger } from '@noctiluca/lifecycle';
import { destination, pino } from 'pino';

/** Fields that may never appear in a log, wherever they stand. */
const SECRET_FIELDS = ['seed', 'secret', 'secretKey', 'secret_key', 'keyPair.seed', '*.seed', '*.secret_key'];

/**
 * The peer's log: one JSON object a line.
 * @param init.file where to append; standard error when undefined
 */
export function createLogger(init: { level: string; name: string; file?: string }): Logger {
  const options = { level: init.level, base: { peer: init.name }, redact: SECRET_FIELDS };
  return pino(
    options,
    init.file
      ? destination({ dest: init.file, mkdir: true, sync: true })
      : destination({ dest: 2, sync: true }),
  );
}
