import type { MessageStream, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface';
import type { InboundQueue } from '../../inbound/inbound-queue.js';
import { Lane, type LaneLimits, type LaneOffence } from '../../lane/lane.js';
import type { Lanes } from '../lanes.js';
import { StreamMessageEvent, serviceCapabilities, yamux } from '../modules.js';
import { batchOf } from './batching-noise.js';

/** libp2p's yamux behind a lane for particles. The wire does not change. */
export function laneYamux(
  init: Parameters<typeof yamux>[0],
  limits: LaneLimits,
  lanes: Lanes,
  inboundQueue: InboundQueue,
) {
  const inner = yamux(init)();
  const factory = (): StreamMuxerFactory =>
    Object.assign(
      {
        protocol: inner.protocol,
        createStreamMuxer: (connection: MessageStream): StreamMuxer => {
          const batch = batchOf(connection);
          if (batch === undefined) return inner.createStreamMuxer(connection);
          const onOffence = (offence: LaneOffence): void => {
            lanes.offended(lane, offence);
            connection.abort(new Error(`the connection is ended: ${offence}`));
          };
          const lane = new Lane(limits, { connection, batch, inboundQueue, onOffence });
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
function behindLane(connection: MessageStream, lane: Pick<Lane, 'take'>): MessageStream {
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

/** Whether yamux takes its input where a lane can stand in front of it: tried with a connection that leads nowhere. */
export function laneFitsYamux(init: Parameters<typeof yamux>[0]): boolean {
  const seen: Uint8Array[] = [];
  const connection = nowhere();
  try {
    const take = (chunk: Uint8Array): Uint8Array[] => {
      seen.push(chunk);
      return [];
    };
    const muxer = yamux({ ...init, enableKeepAlive: false })().createStreamMuxer(
      behindLane(connection, { take }),
    );
    connection.dispatchEvent(new StreamMessageEvent(NO_FRAME));
    return seen.length === 1 && muxer.status === 'open';
  } catch {
    return false;
  }
}

/** Not even yamux's version: a muxer that got it past the lane would end. */
const NO_FRAME = new Uint8Array(12).fill(0xff);

/** As much of a connection as a muxer asks for before anything is said. */
function nowhere(): MessageStream {
  const log = Object.assign(() => {}, { error() {}, trace() {}, enabled: false, newScope: () => log });
  const connection = Object.assign(new EventTarget(), {
    log,
    direction: 'inbound',
    status: 'open',
    send: () => true,
    abort: () => {},
  });
  return connection as unknown as MessageStream;
}
