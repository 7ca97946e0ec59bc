import path from 'node:path';
import { compilationKey, EntryFolder } from '@noctiluca/aqua-compiler';
import { CLI_VERSION } from '../../version.js';

/**
 * What reading some text gives, kept in the project: loading what reads YAML, and reading it, takes a call a tenth of its time.
 * A folder that cannot be written keeps nothing.
 * @param fluenceDir the project's `.fluence`
 * @param parts all that the result depends on beside this program
 * @param read what throws is not kept
 */
export async function remembered<T>(
  fluenceDir: string,
  parts: readonly unknown[],
  read: () => Promise<T>,
): Promise<T> {
  const entries = new EntryFolder<{ readonly value: T }>(path.join(fluenceDir, 'cache', 'read'));
  // the bundle's files are named by what is in them: another build does not take this one's word
  const key = compilationKey([CLI_VERSION, import.meta.url, ...parts]);
  const kept = entries.get(key);
  if (kept !== undefined) return kept.value;
  const value = await read();
  try {
    entries.set(key, { value });
    entries.flush();
  } catch {
    // the next call reads it again
  }
  return value;
}
