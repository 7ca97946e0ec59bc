import { MAX_LOG_BYTES } from '../constants.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { ModuleLog } from '../module-config.js';

/** What a module logs, before the service's name is on it. */
export type LogLine = Pick<ModuleLog, 'level' | 'target' | 'message'>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder();

/**
 * `log_utf8_string` (spec/marine-abi.md §4.3): target 0 is always printed, others when the mask has a bit of theirs;
 * text that is not UTF-8 is dropped with a warning and the call goes on.
 */
export function createLogFunction(memory: GuestMemory, loggingMask: number, sink: (line: LogLine) => void) {
  return (level: number, target: number, pointer: number, length: number): void => {
    if (target !== 0 && (target & loggingMask) === 0) return;
    const [start, size] = [pointer >>> 0, length >>> 0];
    memory.begin('log_utf8_string');
    if (size > 0) memory.read(start, size);
    const bytes = memory.u8.subarray(start, start + Math.min(size, MAX_LOG_BYTES));
    try {
      const message = size > MAX_LOG_BYTES ? `${lenientUtf8.decode(bytes)}…` : utf8.decode(bytes);
      sink({ level: levelOf(level), target, message });
    } catch {
      sink({ level: 2, target: 0, message: `a log message of ${size} bytes is not UTF-8: dropped` });
    }
  };
}

function levelOf(level: number): ModuleLog['level'] {
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : 5;
}
