import type { MessageStream } from '@libp2p/interface';
import { StreamMessageEvent, yamux } from '../modules.js';
import { behindLane } from './lane-muxer.js';

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
