import type { ParticleRecording, PeerRecording, TraceEntry } from '@noctiluca/particle';
import { FILE_FORMAT, FILE_VERSION, MAX_PEERS, MAX_STEPS } from './constants.js';
import { ReplayError } from './errors.js';

/** What one peer tells of a particle in its trace. */
export interface PeerTrace {
  readonly peerId: string;
  /** What its user calls it. */
  readonly name: string;
  readonly entries: readonly TraceEntry[];
}

/** A particle as it is carried elsewhere: what its peers tell, and what they recorded. No key is in it. */
export interface RecordingFile {
  readonly format: typeof FILE_FORMAT;
  readonly version: typeof FILE_VERSION;
  readonly particleId: string;
  readonly traces: readonly PeerTrace[];
  /** Absent when no peer recorded it. */
  readonly recording?: ParticleRecording;
}

export function recordingFile(
  particleId: string,
  traces: readonly PeerTrace[],
  recording?: ParticleRecording,
): RecordingFile {
  const file = { format: FILE_FORMAT, version: FILE_VERSION, particleId, traces } as const;
  return recording === undefined ? file : { ...file, recording };
}

/** One recording of what several peers recorded of a particle; undefined when none did. */
export function mergeRecordings(recordings: readonly ParticleRecording[]): ParticleRecording | undefined {
  const [first] = recordings;
  return first && { particle: first.particle, peers: recordings.flatMap(({ peers }) => peers) };
}

/** @throws ReplayError `REPLAY_NOT_A_RECORDING` */
export function readRecordingFile(text: string): RecordingFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReplayError('REPLAY_NOT_A_RECORDING', 'This is no recording: it is no JSON', { cause });
  }
  const file = record(value, 'the file');
  if (file.format !== FILE_FORMAT) throw wrong(`its format is not ${FILE_FORMAT}`);
  if (file.version !== FILE_VERSION) {
    throw wrong(`its version is ${String(file.version)}, this program reads ${FILE_VERSION}`);
  }
  const { particleId, traces, recording } = file;
  return recordingFile(
    textOf(particleId, 'particleId'),
    list(traces, 'traces', MAX_PEERS).map(readTrace),
    recording === undefined ? undefined : readRecording(recording),
  );
}

/**
 * What a peer answers, or a file holds.
 * @throws ReplayError `REPLAY_NOT_A_RECORDING`
 */
export function readRecording(value: unknown): ParticleRecording {
  const { particle, peers } = record(value, 'recording');
  const { id, initPeerId, timestamp, ttl, script } = record(particle, 'particle');
  return {
    particle: {
      id: textOf(id, 'particle.id'),
      initPeerId: textOf(initPeerId, 'particle.initPeerId'),
      timestamp: count(timestamp, 'particle.timestamp'),
      ttl: count(ttl, 'particle.ttl'),
      script: textOf(script, 'particle.script'),
    },
    peers: list(peers, 'peers', MAX_PEERS).map(readPeer),
  };
}

function readPeer(value: unknown): PeerRecording {
  const { peerId, name, steps } = record(value, 'peer');
  return {
    peerId: textOf(peerId, 'peer.peerId'),
    ...(name !== undefined && { name: textOf(name, 'peer.name') }),
    steps: list(steps, 'steps', MAX_STEPS).map(readStep),
  };
}

function readStep(value: unknown): PeerRecording['steps'][number] {
  const { seq, atUs, data, results, outcome, isExact } = record(value, 'step');
  const { retCode, errorMessage, data: left, nextPeerIds, calls } = record(outcome, 'step.outcome');
  return {
    seq: count(seq, 'step.seq'),
    atUs: count(atUs, 'step.atUs'),
    data: base64(data, 'step.data'),
    results: list(results, 'step.results', MAX_STEPS).map(readResult),
    outcome: {
      retCode: count(retCode, 'outcome.retCode'),
      errorMessage: textOf(errorMessage, 'outcome.errorMessage'),
      data: base64(left, 'outcome.data'),
      nextPeerIds: list(nextPeerIds, 'outcome.nextPeerIds', MAX_PEERS).map((peer) =>
        textOf(peer, 'next peer'),
      ),
      calls: list(calls, 'outcome.calls', MAX_STEPS).map(readCall),
    },
    isExact: isExact === true,
  };
}

function readResult(value: unknown) {
  const { id, retCode, result } = record(value, 'result');
  return {
    id: count(id, 'result.id'),
    retCode: Number(retCode) | 0,
    result: textOf(result, 'result.result'),
  };
}

function readCall(value: unknown) {
  const { id, serviceId, functionName, args } = record(value, 'call');
  return {
    id: count(id, 'call.id'),
    serviceId: textOf(serviceId, 'call.serviceId'),
    functionName: textOf(functionName, 'call.functionName'),
    args: textOf(args, 'call.args'),
  };
}

/** Entries are shown and never acted upon: that they are entries at all is enough. */
function readTrace(value: unknown): PeerTrace {
  const { peerId, name, entries } = record(value, 'trace');
  return {
    peerId: textOf(peerId, 'trace.peerId'),
    name: textOf(name, 'trace.name'),
    entries: list(entries, 'trace.entries', MAX_STEPS).map((entry) => {
      const { kind, seq, atUs } = record(entry, 'entry');
      textOf(kind, 'entry.kind');
      count(seq, 'entry.seq');
      count(atUs, 'entry.atUs');
      return entry as TraceEntry;
    }),
  };
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw wrong(`${what} is no object`);
}

function list(value: unknown, what: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(`${what} is no list`);
  if (value.length > most) throw wrong(`${what} has ${value.length} items, at most ${most} are taken`);
  return value;
}

function textOf(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw wrong(`${what} is no text`);
}

function base64(value: unknown, what: string): string {
  const text = textOf(value, what);
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0) return text;
  throw wrong(`${what} is no base64`);
}

function count(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrong(`${what} is no whole number`);
}

function wrong(why: string): ReplayError {
  return new ReplayError('REPLAY_NOT_A_RECORDING', `This is no recording: ${why}`);
}
