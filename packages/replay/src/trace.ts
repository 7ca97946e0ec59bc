/**
 * What peers tell of a particle, put together: its way as one tree, how it ended or why it goes no further, one line for each
 * event, and the files that carry it elsewhere. No AquaVM; browsers too.
 *
 * ```ts
 * import { endText, Names, readRecordingFile, wayOf } from '@noctiluca/replay/trace';
 *
 * const file = readRecordingFile(text); // of `fluence trace <particle id> --export file`
 * console.log(wayOf(file.traces).roots.length, endText(file, new Names(file.traces, undefined)));
 * ```
 *
 * @packageDocumentation
 */
export { ReplayError, type ReplayErrorCode } from './errors.js';
export {
  mergeRecordings,
  type PeerTrace,
  type RecordingFile,
  readRecording,
  readRecordingFile,
  recordingFile,
} from './recording-file.js';
export { endText } from './trace/end-text.js';
export { entryText, ms } from './trace/entry-text.js';
export { factsOf } from './trace/facts.js';
export { type Hop, type Way, wayOf } from './trace/hops.js';
export { cut, Names, printable } from './trace/names.js';
export { isAtRest, type OpenRun, openRuns } from './trace/open-runs.js';
