import type { GuestMemory } from '../../memory/guest-memory.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf } from '../guest-access.js';

/** Longest path a module may name, bytes: Linux's `PATH_MAX`. */
const MAX_PATH_BYTES = 4096;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A path in guest memory. @throws WasiFault `FAULT`, `NAMETOOLONG`, `ILSEQ` for what is not UTF-8, `INVAL` for a NUL */
export function guestPath(memory: GuestMemory, pointer: number, length: number): string {
  const [start, size] = [pointer >>> 0, length >>> 0];
  if (size > MAX_PATH_BYTES) fault(ERRNO.NAMETOOLONG);
  if (!viewOf(memory, start, size)) fault(ERRNO.FAULT);
  let path: string;
  try {
    path = utf8.decode(memory.u8.subarray(start, start + size));
  } catch {
    return fault(ERRNO.ILSEQ);
  }
  return path.includes('\0') ? fault(ERRNO.INVAL) : path;
}
