import type { Connection, MessageStream, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface';
import type { Intake } from '../../inbound/inbound-queue.js';
import { Lane, type LaneLimits } from '../../lane/lane.js';
import { StreamMessageEvent, serviceCapabilities, yamux } from '../modules.js';
import { batchOf } from './batching-noise.js';

/** The lanes of all connections: made with each muxer, found by connection once that is admitted. */
export class Lanes {
  readonly #byMuxer = new WeakMap<StreamMuxer, Lane>();
  readonly #byConnection = new WeakMap<Connection, Lane>();

  made(muxer: StreamMuxer, lane: Lane): void {
    this.#byMuxer.set(muxer, lane);
  }

  /** A connection was admitted; from now on its particles take the lane. */
  admit(connection: Connection): void {
    const lane = 'muxer' in connection ? this.#byMuxer.get(connection.muxer as StreamMuxer) : undefined;
    if (lane === undefined) return;
    lane.admit({ from: connection.remotePeer.toString(), origin: connection });
    this.#byConnection.set(connection, lane);
  }

  /** Undefined for another muxer than yamux. */
  of(connection: Connection): Lane | undefined {
    return this.#byConnection.get(connection);
  }
}

/** libp2p's yamux behind a lane for particles. The wire does not change. */
export function laneYamux(
  init: Parameters<typeof yamux>[0],
  limits: LaneLimits,
  lanes: Lanes,
  intake: Intake,
) {
  const inner = yamux(init)();
  const factory = (): StreamMuxerFactory =>
    Object.assign(
      {
        protocol: inner.protocol,
        createStreamMuxer: (connection: MessageStream): StreamMuxer => {
          const batch = batchOf(connection);
          if (batch === undefined) return inner.createStreamMuxer(connection);
          const lane = new Lane(limits, { connection, batch, intake });
          const muxer = inner.createStreamMuxer(behindLane(connection, lane));
          lanes.made(muxer, lane);
          return muxer;
        },
      },
      { [serviceCapabilities]: ['@libp2p/stream-multiplexing'] },
    );
  return factory;
}

type Listener = (event: StreamMessageEvent) => void;

/** The same connection, except that whoever listens to it receives only what the lane leaves. */
function behindLane(connection: MessageStream, lane: Lane): MessageStream {
  const listen = (type: string, listener: Listener, options?: boolean): void => {
    if (type !== 'message') {
      Reflect.apply(connection.addEventListener, connection, [type, listener, options]);
      return;
    }
    connection.addEventListener('message', ({ data }) => {
      for (const rest of lane.take(data.subarray())) listener(new StreamMessageEvent(rest));
    });
  };
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'addEventListener') return listen;
      // A function with properties, so it must stay itself.
      if (name === 'log') return target.log;
      // libp2p's streams have private fields, which only they themselves may touch.
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
