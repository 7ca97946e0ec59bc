import type { Logger } from '@noctiluca/lifecycle';
import type { ModuleLogSink } from '@noctiluca/marine';

const LEVELS = { 1: 'error', 2: 'warn', 3: 'info', 4: 'debug', 5: 'trace' } as const;

/** Writes what services log into the peer's log, at the level the service chose. */
export function logModules(logger: Logger): ModuleLogSink {
  return ({ serviceId, module, level, target, message }) =>
    logger[LEVELS[level]]({ serviceId, wasmModule: module, target }, message.trimEnd());
}
