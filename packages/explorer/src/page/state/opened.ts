import { type RecordingFile, readRecordingFile } from '@noctiluca/replay/trace';
import { signal } from '@preact/signals';
import { written } from './address.js';

/** Files that were opened in this page, the last one first. */
export const opened = signal<readonly RecordingFile[]>([]);
/** Why the last one was not. */
export const whyNotOpened = signal('');

/** Bytes of a file that is read: a browser has to hold all of it. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Reads an exported particle and shows it. */
export async function openFile(file: File): Promise<void> {
  try {
    if (file.size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES >> 20} MiB`);
    const read = readRecordingFile(await file.text());
    opened.value = [read, ...opened.peek().filter(({ particleId }) => particleId !== read.particleId)];
    whyNotOpened.value = '';
    location.assign(written('file', read.particleId));
  } catch (error) {
    whyNotOpened.value = `${file.name}: ${error instanceof Error ? error.message : String(error)}`;
    location.assign(written('file'));
  }
}
