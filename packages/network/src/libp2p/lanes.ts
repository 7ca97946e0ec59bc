import type { Connection, Libp2p, StreamMuxer } from '@libp2p/interface';
import { TAKEN_PROTOCOL } from '../constants.js';
import type { Lane } from '../lane/lane.js';
import { muxerOf } from './patches/connection-muxer.js';
import type { Internals } from './patches/internals.js';

/** The lanes of all connections: made with each muxer, found by connection once that is admitted. */
export class Lanes {
  readonly #internals: Internals;
  readonly #byMuxer = new WeakMap<StreamMuxer, Lane>();
  readonly #byConnection = new WeakMap<Connection, Lane>();
  readonly #endMeansTaken = new WeakSet<Connection>();
  #made = false;

  constructor(internals: Internals) {
    this.#internals = internals;
  }

  made(muxer: StreamMuxer, lane: Lane): void {
    this.#made = true;
    this.#byMuxer.set(muxer, lane);
  }

  /** A connection was admitted; from now on its particles take the lane. */
  admit(connection: Connection): void {
    if (!this.#made) return;
    const muxer = muxerOf(connection);
    if (!this.#internals.found('connection-muxer', muxer !== undefined)) return;
    const lane = this.#byMuxer.get(muxer!);
    if (lane === undefined) return;
    lane.admit({ from: connection.remotePeer.toString(), origin: connection });
    this.#byConnection.set(connection, lane);
  }

  /** What the peer at the other end speaks. */
  identified(connection: Connection, protocols: readonly string[]): void {
    if (!protocols.includes(TAKEN_PROTOCOL)) return;
    this.#endMeansTaken.add(connection);
    const lane = this.of(connection);
    if (lane !== undefined) lane.endMeansTaken = true;
  }

  /** Whether the peer ends its side of a stream when it has taken the particle, and not before. */
  endMeansTaken(connection: Connection): boolean {
    return this.#endMeansTaken.has(connection);
  }

  /** Undefined for another muxer than yamux. */
  of(connection: Connection): Lane | undefined {
    return this.#byConnection.get(connection);
  }
}

/** Lets identify say that we end a stream when its particle was taken; there is nothing to talk about. */
export async function announceTaken(libp2p: Pick<Libp2p, 'handle'>): Promise<void> {
  await libp2p.handle(TAKEN_PROTOCOL, (stream) => stream.abort(new Error('nothing is said here')), {
    maxInboundStreams: 1,
    maxOutboundStreams: 1,
  });
}
