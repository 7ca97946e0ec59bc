import type { Clock } from '@noctiluca/common/clock';
import { PARTICLE_PROTOCOL } from '@noctiluca/particle';

/** multistream-select of one side: its version and the protocol, each a line after its length. */
export const NEGOTIATION: Uint8Array = Buffer.concat([line('/multistream/1.0.0'), line(PARTICLE_PROTOCOL)]);
/** Bytes of the version line; a dialler may wait for ours before it names a protocol. */
export const VERSION_BYTES = line('/multistream/1.0.0').length;

function line(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length + 1), Buffer.from(`${text}\n`)]);
}

/** What a stream needs of its lane. */
export interface LaneSide {
  readonly clock: Clock;
  readonly lingerMs: number;
  readonly blocked: boolean;
  /** Whether the peer ends its side of a particle's stream when it has taken the particle, and not before; if known. */
  readonly endMeansTaken: boolean | undefined;
  write(bytes: Uint8Array): void;
  /** Writes what is in no hurry. */
  writeUnhurried(bytes: Uint8Array): void;
  remove(id: number): void;
  /** The particle is over, and only the other side's end is missing. */
  lingers(stream: LaneStream): void;
}

/** A stream of the lane as the lane drives it. */
export interface LaneStream {
  readonly id: number;
  /** When `expire` is due, on the monotonic clock of the lane. */
  readonly deadline: number;
  /** Nothing came of it so far; a peer that resets many such does harm. */
  readonly isUseless: boolean;
  /** Bytes the peer may still send. */
  readonly credit: number;
  data(chunk: Uint8Array): void;
  /** The frame is whole whose bytes came last. */
  frameEnd(): void;
  windowUpdate(delta: number): void;
  remoteClosed(): void;
  remoteReset(): void;
  connectionLost(): void;
  /** The connection takes data again, or more is known of the peer. */
  drained(): void;
  expire(): void;
  /** The peer broke the rules of the stream. */
  refuse(detail: string): void;
}
