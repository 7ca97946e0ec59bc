import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p } from 'libp2p';

/** Where strangers come from: not from the address of the honest. */
const STRANGERS_ADDRESS = '127.9.9.9';
/** Between two of a stranger's moves, ms. */
const BEAT_MS = 20;
/** Sockets that a stranger holds at most: his own machine's bound. */
const MOST_SOCKETS = 2_000;

const WINDOW_UPDATE = 1;
const SYN = 1;
const RST = 8;

/**
 * What a stranger does to a peer below particles, over and over until `signal` is aborted; each gives back how many frames or
 * sockets that was.
 * @typedef {{ to: { peerId: string, addresses: string[] }, http: string, signal: AbortSignal }} Target
 */
export const WIRE_ATTACKS = {
  'streams that are reset at once': (target) => frames(target, 2_000, SYN | RST),
  'streams that say nothing': (target) => frames(target, 500, SYN),
  'sockets that say nothing': ({ to, signal }) => sockets({ port: tcpPortOf(to), signal, perSecond: 50 }),
  'requests that never end': ({ http, signal }) =>
    sockets({
      port: Number(new URL(http).port),
      signal,
      perSecond: 50,
      says: 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ',
    }),
};

/** Empty yamux frames on one connection, which is made again when it is ended. */
async function frames({ to, signal }, perSecond, flags) {
  const relay = await fromElsewhere(tcpPortOf(to));
  let sent = 0;
  while (!signal.aborted) {
    const connection = await dial(relay.port, to.peerId).catch(() => undefined);
    sent += connection === undefined ? 0 : await flood(connection, perSecond, flags, signal);
    await connection?.stop();
    await wait(200);
  }
  relay.close();
  return sent;
}

async function flood({ raw, isOpen }, perSecond, flags, signal) {
  const startedAt = performance.now();
  let sent = 0;
  while (!signal.aborted && isOpen()) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    const batch = [];
    for (; sent < due; sent++) batch.push(header(flags, 1_001 + 2 * sent));
    if (batch.length > 0) raw(Buffer.concat(batch));
    await wait(BEAT_MS);
  }
  return sent;
}

function header(flags, streamId) {
  const bytes = Buffer.alloc(12);
  bytes[1] = WINDOW_UPDATE;
  bytes.writeUInt16BE(flags, 2);
  bytes.writeUInt32BE(streamId, 4);
  return bytes;
}

/** A connection that is real down to noise; of its muxer there is nothing but the name. */
async function dial(port, peerId) {
  let stream;
  const muxer = () => ({
    protocol: '/yamux/1.0.0',
    createStreamMuxer: (made) => {
      stream = made;
      return {
        protocol: '/yamux/1.0.0',
        streams: [],
        status: 'open',
        abort() {},
        close: async () => {},
        addEventListener() {},
        removeEventListener() {},
      };
    },
  });
  const libp2p = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [muxer],
    connectionMonitor: { enabled: false },
  });
  try {
    const connection = await libp2p.dial(multiaddr(`/ip4/127.0.0.1/tcp/${port}/p2p/${peerId}`));
    return {
      raw: (bytes) => stream.send(bytes),
      isOpen: () => connection.status === 'open',
      stop: () => libp2p.stop(),
    };
  } catch (error) {
    await libp2p.stop();
    throw error;
  }
}

/** Hands connections on to a port of this machine, as if they came from the strangers' address. */
async function fromElsewhere(port) {
  const server = net.createServer((near) => {
    const far = net.connect({ host: '127.0.0.1', port, localAddress: STRANGERS_ADDRESS });
    for (const socket of [near, far])
      socket.on('error', () => {}).on('close', () => [near, far].map((each) => each.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => server.close() };
}

/** Sockets that are opened and held; `says` is said first, and a letter more each second. */
async function sockets({ port, signal, perSecond, says }) {
  const held = new Set();
  let opened = 0;
  for (let beat = 0; !signal.aborted; beat++) {
    if (held.size < MOST_SOCKETS) {
      const socket = net.connect({ host: '127.0.0.1', port, localAddress: STRANGERS_ADDRESS });
      held.add(socket.on('error', () => {}).on('close', () => held.delete(socket)));
      if (says !== undefined) socket.write(says);
      opened++;
    }
    if (says !== undefined && beat % perSecond === 0) for (const socket of held) socket.write('x');
    await wait(1000 / perSecond);
  }
  for (const socket of held) socket.destroy();
  return opened;
}

function tcpPortOf({ addresses }) {
  const found = addresses.map((address) => /\/tcp\/(\d+)(?!\d|\/ws)/.exec(address)?.[1]).find(Boolean);
  if (found === undefined) throw new Error(`no TCP address among ${addresses}`);
  return Number(found);
}
