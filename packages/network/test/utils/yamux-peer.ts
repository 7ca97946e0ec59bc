import '../../src/polyfill.js';
import type { MessageStream, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p } from 'libp2p';
import { onTestFinished } from 'vitest';
import {
  FrameType,
  HEADER_BYTES,
  type Header,
  readHeader,
  writeHeader,
} from '../../src/lane/yamux-frames.js';
import type { Contact } from '../../src/network.js';

export interface ReceivedFrame extends Header {
  readonly body: Uint8Array;
}

/** The far end of a yamux connection, frame by frame, to say what no muxer would. */
export interface YamuxPeer {
  readonly peerId: string;
  data(id: number, flags: number, body: Uint8Array): void;
  windowUpdate(id: number, flags: number, delta: number): void;
  raw(bytes: Uint8Array): void;
  /** Resolves with the first frame, past or to come, that fits; each is given out once. */
  frame(fits: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame>;
  readonly closed: Promise<void>;
}

/** Dials a network; the connection is real down to noise, only the muxer is the test. */
export async function dialAsYamux(to: Contact): Promise<YamuxPeer> {
  let connection: MessageStream | undefined;
  const muxer = (): StreamMuxerFactory => ({
    protocol: '/yamux/1.0.0',
    createStreamMuxer: (stream) => {
      connection = stream;
      return idleMuxer();
    },
  });
  const libp2p = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [muxer],
    connectionMonitor: { enabled: false },
  });
  onTestFinished(async () => libp2p.stop());
  await libp2p.dial(to.addresses.map((address) => multiaddr(address)));
  if (connection === undefined) throw new Error('no muxer was made');
  return { peerId: libp2p.peerId.toString(), ...framesOf(connection) };
}

function idleMuxer(): StreamMuxer {
  const muxer = {
    protocol: '/yamux/1.0.0',
    streams: [],
    status: 'open' as const,
    createStream: () => Promise.reject(new Error('the test opens streams itself')),
    abort: () => {},
    close: async () => {},
    listenerCount: () => 0,
    safeDispatchEvent: () => true,
  };
  return Object.assign(new EventTarget(), muxer);
}

function framesOf(connection: MessageStream): Omit<YamuxPeer, 'peerId'> {
  const received: ReceivedFrame[] = [];
  let rest: Uint8Array = new Uint8Array(0);
  let notify = (): void => {};
  connection.addEventListener('message', ({ data }) => {
    rest = Buffer.concat([rest, data.subarray()]);
    while (rest.length >= HEADER_BYTES) {
      const header = readHeader(rest, 0);
      const end = HEADER_BYTES + (header.type === FrameType.data ? header.length : 0);
      if (rest.length < end) break;
      received.push({ ...header, body: rest.subarray(HEADER_BYTES, end) });
      rest = rest.subarray(end);
    }
    notify();
  });
  return {
    data: (id, flags, body) => {
      connection.send(Buffer.concat([writeHeader(FrameType.data, flags, id, body.length), body]));
    },
    windowUpdate: (id, flags, delta) => {
      connection.send(writeHeader(FrameType.windowUpdate, flags, id, delta));
    },
    raw: (bytes) => {
      connection.send(bytes);
    },
    frame: async (fits) => {
      for (;;) {
        const index = received.findIndex(fits);
        if (index >= 0) return received.splice(index, 1)[0]!;
        await new Promise<void>((resolve) => {
          notify = resolve;
        });
      }
    },
    closed: new Promise((resolve) => connection.addEventListener('close', () => resolve())),
  };
}
