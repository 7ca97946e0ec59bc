import type { Change } from '@noctiluca/replay';
import { type RecordingFile, readRecordingFile } from '@noctiluca/replay/trace';
import { signal } from '@preact/signals';
import { written } from './address.js';
import type { Subject } from './subject.js';

/** Files that were opened in this page, the last one first. */
export const opened = signal<readonly RecordingFile[]>([]);
/** Why the last one was not. */
export const whyNotOpened = signal('');

/** What is to be known of those that did not happen, by their ids. */
export const altered = signal<ReadonlyMap<string, readonly string[]>>(new Map());

/** Bytes of a file that is read: a browser has to hold all of it. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Reads an exported particle and shows it. */
export async function openFile(file: File): Promise<void> {
  try {
    if (file.size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES >> 20} MiB`);
    const read = readRecordingFile(await file.text());
    whyNotOpened.value = '';
    show(read);
  } catch (error) {
    whyNotOpened.value = `${file.name}: ${error instanceof Error ? error.message : String(error)}`;
    location.assign(written('file'));
  }
}

/** @param position of the event that is looked at; -1 for none */
function show(file: RecordingFile, position = -1): void {
  opened.value = [file, ...opened.peek().filter(({ particleId }) => particleId !== file.particleId)];
  const query = new URLSearchParams(position < 0 ? {} : { at: String(position) });
  location.assign(written('file', file.particleId, query));
}

/** Runs a particle with another answer to a call, and shows what comes of it. Never rejects. @returns why it cannot; empty when it did */
export async function showAltered(subject: Subject, change: Change): Promise<string> {
  try {
    JSON.parse(change.result);
    const recording = await subject.recording();
    if (recording === undefined) return 'No peer recorded this particle.';
    const { runWhatIf } = await import('../replay/what-if.js');
    const { file, notes, position } = await runWhatIf(recording, change);
    altered.value = new Map([...altered.peek(), [file.particleId, notes]]);
    show(file, position);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
