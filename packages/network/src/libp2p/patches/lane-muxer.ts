import type { MessageStream, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface';
import type { Clock } from '@noctiluca/common/clock';
import type { InboundQueue } from '../../inbound/inbound-queue.js';
import { Lane, type LaneLimits, type LaneWatch } from '../../lane/lane.js';
import type { Lanes } from '../lanes.js';
import { StreamMessageEvent, serviceCapabilities, yamux } from '../modules.js';
import { batchOf } from './batching-noise.js';

export interface LaneMuxerComponents {
  readonly lanes: Lanes;
  readonly inboundQueue: InboundQueue;
  readonly clock: Clock;
  /** Watches a connection's lane. @default nobody */
  readonly watch?: (connection: MessageStream) => LaneWatch;
}

/** libp2p's yamux behind a lane for particles. The wire does not change. */
export function laneYamux(
  init: Parameters<typeof yamux>[0],
  limits: LaneLimits,
  { lanes, inboundQueue, clock, watch }: LaneMuxerComponents,
) {
  const inner = yamux(init)();
  const factory = (): StreamMuxerFactory =>
    Object.assign(
      {
        protocol: inner.protocol,
        createStreamMuxer: (connection: MessageStream): StreamMuxer => {
          const batch = batchOf(connection);
          if (batch === undefined) return inner.createStreamMuxer(connection);
          const lane = new Lane(limits, {
            connection,
            batch,
            inboundQueue,
            clock,
            watch: watch?.(connection),
          });
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
export function behindLane(connection: MessageStream, lane: Pick<Lane, 'take'>): MessageStream {
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
