import type { Connection, StreamMuxer } from '@libp2p/interface';
import type { Lane, LaneOffence } from '../lane/lane.js';
import type { Offences } from '../peers/offences.js';
import { muxerOf } from './patches/connection-muxer.js';
import type { Internals } from './patches/internals.js';
import type { TakenPeers } from './taken-protocol.js';

/** The lanes of all connections: made with each muxer, found by connection once that is admitted. */
export class Lanes {
  readonly #internals: Internals;
  readonly #taken: TakenPeers;
  readonly #offences: Offences | undefined;
  readonly #connections = new WeakMap<Lane, Connection>();
  readonly #byMuxer = new WeakMap<StreamMuxer, Lane>();
  readonly #byConnection = new WeakMap<Connection, Lane>();
  #made = false;

  /** @param offences nobody is told of them without */
  constructor(internals: Internals, taken: TakenPeers, offences?: Offences) {
    this.#internals = internals;
    this.#taken = taken;
    this.#offences = offences;
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
    this.#connections.set(lane, connection);
    void this.#taken.endMeansTaken(connection).then((value) => {
      lane.endMeansTaken = value;
    });
  }

  /** The peer at the other end of a lane does harm. */
  offended(lane: Lane, offence: LaneOffence): void {
    const connection = this.#connections.get(lane);
    if (connection === undefined) return;
    const { remotePeer, remoteAddr } = connection;
    this.#offences?.offended(offence, remotePeer.toString(), remoteAddr.toString());
  }

  /** Undefined for another muxer than yamux. */
  of(connection: Connection): Lane | undefined {
    return this.#byConnection.get(connection);
  }
}
