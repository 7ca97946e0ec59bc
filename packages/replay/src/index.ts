/**
 * What AquaVM did with a particle, step by step, on all its peers, from a recording: without a key, without a network, in browsers
 * too.
 *
 * ```ts
 * import { loadReplayAvm, ReplaySession, readRecordingFile, whatIf } from '@noctiluca/replay';
 *
 * const avm = await loadReplayAvm();
 * const { recording } = readRecordingFile(text); // of `fluence trace <particle id> --export file`
 * const session = new ReplaySession(recording!, avm);
 * session.breakAt({ serviceId: 'greeter' });
 * const step = session.resume(); // the first run that asks for a call of it
 * console.log(step?.news.map((index) => session.instructions[index]?.head), step?.learned);
 * const { callId, peerId } = { callId: step!.step.outcome.calls[0]!.id, peerId: step!.peer.peerId };
 * const altered = whatIf(recording!, [{ peerId, callId, result: '"another answer"' }], avm);
 * console.log(new ReplaySession(altered.recording, avm).all().at(-1)?.data.calls);
 * ```
 *
 * @packageDocumentation
 */
export { loadReplayAvm, ReplayAvm } from '@noctiluca/avm/replay';
export { fromBase64, toBase64 } from './base64.js';
export { canonical } from './canonical.js';
export { type DecodedCall, type DecodedData, decodeData } from './decoded.js';
export { ReplayError, type ReplayErrorCode } from './errors.js';
export type { Entered } from './executed.js';
export type { Change } from './recorded-answers.js';
export {
  mergeRecordings,
  type PeerTrace,
  type RecordingFile,
  readRecording,
  readRecordingFile,
  recordingFile,
} from './recording-file.js';
export { type ReplayedStep, Replayer } from './replayer.js';
export { type Instruction, readScript } from './script.js';
export { type Breakpoint, ReplaySession } from './session.js';
export { type Answers, type SimulatedPeer, type SimulationOptions, simulate } from './simulate.js';
export { type AlteredRun, whatIf } from './what-if.js';
