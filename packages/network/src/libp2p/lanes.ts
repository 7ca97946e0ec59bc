import type { Connection, StreamMuxer } from '@libp2p/interface';
import type { LaneOrigin } from '../lane/inbound-lane-stream.js';
import type { Lane } from '../lane/lane.js';
import { muxerOf } from './patches/connection-muxer.js';
import type { Internals } from './patches/internals.js';
import type { TakenPeers } from './taken-protocol.js';

/** Who is at the other end of a connection. */
export function sourceOfConnection(connection: Connection): LaneOrigin {
  return { from: connection.remotePeer.toString(), origin: connection };
}

/** The lanes of all connections: made with each muxer, found by connection once that is admitted. */
export class Lanes {
  readonly #internals: Internals;
  readonly #taken: TakenPeers;
  readonly #byMuxer = new WeakMap<StreamMuxer, Lane>();
  readonly #byConnection = new WeakMap<Connection, Lane>();
  readonly #sourceOf: (connection: Connection) => LaneOrigin;
  #made = false;

  constructor(internals: Internals, taken: TakenPeers, sourceOf = sourceOfConnection) {
    this.#internals = internals;
    this.#taken = taken;
    this.#sourceOf = sourceOf;
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
    lane.admit(this.#sourceOf(connection));
    this.#byConnection.set(connection, lane);
    void this.#taken.endMeansTaken(connection).then((value) => {
      lane.endMeansTaken = value;
    });
  }

  /** Undefined for another muxer than yamux. */
  of(connection: Connection): Lane | undefined {
    return this.#byConnection.get(connection);
  }
}
