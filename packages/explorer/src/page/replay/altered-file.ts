import type { ParticleRecording, PeerRecording, RecordedStep, TraceEvent } from '@noctiluca/particle';
import type { AlteredRun } from '@noctiluca/replay';
import { type PeerTrace, type RecordingFile, recordingFile } from '@noctiluca/replay/trace';

/** Microseconds between two steps: nobody knows how long they would have taken. */
const STEP_US = 1_000;

type Particle = ParticleRecording['particle'];
type Told = TraceEvent & { readonly seq: number; readonly atUs: number };

/**
 * What would have come of a particle, to be looked at like one that was. Its peers keep their names; their ids are those of the
 * altered run.
 */
export function alteredFile({ recording, named }: AlteredRun, original: ParticleRecording): RecordingFile {
  const nameOf = new Map(original.peers.map(({ peerId, name = peerId.slice(-6) }) => [peerId, name]));
  const peers = recording.peers.map((peer) => {
    const isAuthor = peer.peerId === recording.particle.initPeerId;
    const name = nameOf.get(named(peer.peerId)) ?? (isAuthor ? 'the author' : undefined);
    return name === undefined ? peer : { ...peer, name };
  });
  const made = { ...recording, peers };
  const traces = peers.map((peer) => traceOf(peer, made));
  return recordingFile(`ALTERED ${recording.particle.id}`, traces, numbered(made));
}

/** Each step takes room for what came before it and what it led to. */
const ROOM = 1_000;
const runSeq = (step: RecordedStep) => step.seq * ROOM;
/** From the particle's own time on. */
const timeOf = ({ seq }: RecordedStep, { timestamp }: Particle) => 1_000 * timestamp + seq * STEP_US;

/** Runs have their numbers of the trace. */
function numbered(recording: ParticleRecording): ParticleRecording {
  const steps = (peer: PeerRecording) =>
    peer.steps.map((step) => ({ ...step, seq: runSeq(step), atUs: timeOf(step, recording.particle) }));
  return { ...recording, peers: recording.peers.map((peer) => ({ ...peer, steps: steps(peer) })) };
}

function traceOf(peer: PeerRecording, recording: ParticleRecording): PeerTrace {
  const { particle } = recording;
  const entries = peer.steps.flatMap((step) => [
    ...before(peer, step, recording),
    ...run(step, particle),
    ...after(step, particle),
  ]);
  return {
    ...{ peerId: peer.peerId, name: peer.name ?? peer.peerId.slice(-6) },
    entries: entries.map((entry) => ({ ...entry, particleId: particle.id })),
  };
}

/** What the run had: the particle as it came, or answers. */
function before(peer: PeerRecording, step: RecordedStep, recording: ParticleRecording): Told[] {
  const { particle } = recording;
  const atUs = timeOf(step, particle) - STEP_US / 2;
  if (step.results.length === 0) {
    const { initPeerId, timestamp, ttl } = particle;
    const facts = { scope: 'host', bytes: bytesOf(step.data), initPeerId, timestamp, ttlMs: ttl, script: '' };
    const from = senderOf(peer, step, recording);
    const brought = from === undefined ? [] : [{ kind: 'received' as const, from, bytes: facts.bytes }];
    return [
      ...brought.map((each) => ({ ...each, seq: runSeq(step) - 2, atUs })),
      { kind: 'arrived', ...facts, seq: runSeq(step) - 1, atUs },
    ];
  }
  return step.results.flatMap(({ id, retCode, result }, i) => {
    const asked = peer.steps.find(({ outcome }) => outcome.calls.some((call) => call.id === id));
    const call = asked?.outcome.calls.find((each) => each.id === id);
    if (asked === undefined || call === undefined) return [];
    const { serviceId, functionName, args } = call;
    const answer = retCode === 0 ? { result } : { error: result };
    const facts = { scope: 'host', callId: id, serviceId, functionName, args, retCode, durationMs: 0 };
    return [
      { kind: 'called', ...facts, ...answer, run: runSeq(asked), seq: runSeq(step) - ROOM / 2 + i, atUs },
    ];
  });
}

/** Who sent it: what came is what he left. */
function senderOf(
  to: PeerRecording,
  { data }: RecordedStep,
  { peers }: ParticleRecording,
): string | undefined {
  const sent = ({ outcome }: RecordedStep) =>
    outcome.data === data && outcome.nextPeerIds.includes(to.peerId);
  return peers.find((peer) => peer !== to && peer.steps.some(sent))?.peerId;
}

function run(step: RecordedStep, particle: Particle): Told[] {
  const { retCode, errorMessage, calls, nextPeerIds, data } = step.outcome;
  const cause =
    step.results.length === 0
      ? { arrival: runSeq(step) - 1 }
      : { results: step.results.map((_, i) => runSeq(step) - ROOM / 2 + i) };
  return [
    {
      ...{ kind: 'interpreted', scope: 'host', retCode, calls: calls.length, nextPeers: nextPeerIds },
      ...{ waitMs: 0, durationMs: 0, bytes: bytesOf(data), ...cause },
      ...(retCode !== 0 && { error: errorMessage }),
      ...{ seq: runSeq(step), atUs: timeOf(step, particle) },
    },
  ];
}

function after(step: RecordedStep, particle: Particle): Told[] {
  return step.outcome.nextPeerIds.map((to, i) => ({
    ...{ kind: 'sent', to, bytes: bytesOf(step.outcome.data), run: runSeq(step) },
    ...{ seq: runSeq(step) + 1 + i, atUs: timeOf(step, particle) + 1 },
  }));
}

function bytesOf(base64: string): number {
  return Math.floor((base64.length * 3) / 4);
}
