import type { Connection } from '@libp2p/interface';
import { systemClock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { silentLogger } from '@noctiluca/lifecycle';
import {
  encodeFrame,
  MAX_PAYLOAD_BYTES,
  PARTICLE_PROTOCOL,
  type Particle,
  silentTrace,
} from '@noctiluca/particle';
import {
  INBOUND_QUEUE_SIZE,
  MAX_BUFFERED_BYTES,
  MAX_PARTICLE_STREAMS,
  UPGRADE_TIMEOUT_MS,
} from '../constants.js';
import { NetworkError } from '../errors.js';
import { silentInboundMetrics } from '../inbound/inbound-metrics.js';
import { InboundQueue } from '../inbound/inbound-queue.js';
import { Lanes, sourceOfConnection } from '../libp2p/lanes.js';
import { multiaddr, peerIdFromString } from '../libp2p/modules.js';
import { Internals } from '../libp2p/patches/internals.js';
import { sendPlainly } from '../libp2p/plain-send.js';
import { acceptPlainStream } from '../libp2p/plain-stream.js';
import { announceTaken, TakenPeers } from '../libp2p/taken-protocol.js';
import type { InboundParticle, SendResult } from '../network.js';
import type { Notice } from '../notices/notice.js';
import { NoticeInbox } from '../notices/notice-inbox.js';
import type { ClientLibp2pInit } from './client-init.js';
import { buildClientLibp2p, type ClientLibp2p } from './client-libp2p.js';

type Cancellable = { signal?: AbortSignal };

export interface ClientNetworkInit extends ClientLibp2pInit {
  /** Takes what arrives; the stream of a particle is held until the promise settles or a bounded queue has room. */
  readonly onParticle: (inbound: InboundParticle) => Promise<void> | void;
  /** The last connection with a peer is gone, for whatever reason. */
  readonly onLost: (peerId: string) => void;
  /** Takes what peers say of particles that they were given. Nothing of it is checked but its form. @default nobody */
  readonly onNotice?: (notice: Notice, from: string) => void;
  /** Largest frame, bytes. @default 100 MiB */
  readonly maxFrameBytes?: number;
}

/** A client's side of the network: it dials peers, sends them particles and is sent some. No listening, no Kademlia. */
export class ClientNetwork {
  readonly #init: ClientNetworkInit;
  readonly #internals = new Internals();
  readonly #taken = new TakenPeers(UPGRADE_TIMEOUT_MS);
  readonly #lanes = new Lanes(this.#internals, this.#taken);
  readonly #inboundQueue: InboundQueue;
  readonly #notices = new NoticeInbox(systemClock);
  readonly #connections = new Map<string, Connection>();
  #libp2p: ClientLibp2p | undefined;

  constructor(init: ClientNetworkInit) {
    this.#init = init;
    const limits = {
      inboundQueue: INBOUND_QUEUE_SIZE,
      frameBytes: this.#frameBytes,
      bufferedBytes: MAX_BUFFERED_BYTES,
      frameTimeoutMs: UPGRADE_TIMEOUT_MS,
    };
    this.#inboundQueue = new InboundQueue(limits, {
      log: silentLogger,
      metrics: silentInboundMetrics,
      trace: silentTrace,
      clock: systemClock,
    });
    this.#notices.onNotice = init.onNotice;
    this.#inboundQueue.handler = async (inbound) => init.onParticle(inbound);
  }

  get #frameBytes(): number {
    return this.#init.maxFrameBytes ?? MAX_PAYLOAD_BYTES;
  }

  async start(): Promise<void> {
    const libp2p = await buildClientLibp2p(this.#init, this.#inboundQueue, this.#lanes, this.#internals);
    libp2p.addEventListener('connection:open', ({ detail }) => this.#opened(detail));
    libp2p.addEventListener('connection:close', ({ detail }) => this.#closed(detail));
    libp2p.addEventListener('peer:identify', ({ detail: { connection, protocols } }) =>
      this.#taken.identified(connection, protocols),
    );
    const limits = { maxInboundStreams: MAX_PARTICLE_STREAMS, maxOutboundStreams: MAX_PARTICLE_STREAMS };
    await libp2p.handle(
      PARTICLE_PROTOCOL,
      (stream, connection) =>
        acceptPlainStream(stream, sourceOfConnection(connection), this.#inboundQueue, UPGRADE_TIMEOUT_MS),
      limits,
    );
    await announceTaken(libp2p);
    await this.#notices.listen(libp2p);
    await libp2p.start();
    this.#libp2p = libp2p;
  }

  async stop(): Promise<void> {
    this.#inboundQueue.close();
    await this.#libp2p?.stop();
  }

  #opened(connection: Connection): void {
    this.#taken.opened(connection);
    this.#lanes.admit(connection);
    this.#connections.set(connection.remotePeer.toString(), connection);
  }

  #closed(connection: Connection): void {
    const peerId = connection.remotePeer.toString();
    if (this.#connections.get(peerId) !== connection) return;
    this.#connections.delete(peerId);
    this.#init.onLost(peerId);
  }

  /**
   * Connects with the peer behind an address.
   * @param address multiaddr of ws, wss or tcp that ends with the peer's id
   * @throws NetworkError `INVALID_ADDRESS`; what the dial ends with
   */
  async dial(address: string, { signal }: Cancellable = {}): Promise<void> {
    const target = parse(address);
    await this.#libp2p?.dial(target, { ...(signal && { signal }) });
  }

  isConnected(peerId: string): boolean {
    return this.#connections.get(peerId)?.status === 'open';
  }

  /** @returns milliseconds of a round trip @throws when the peer does not answer */
  async ping(peerId: string, signal: AbortSignal): Promise<number> {
    const libp2p = this.#libp2p;
    if (libp2p === undefined) throw new Error('the network is not started');
    return libp2p.services.ping.ping(peerIdFromString(peerId), { signal });
  }

  /** Drops the connection without a word to the peer, which may be out of reach; `onLost` follows. */
  abandon(peerId: string, reason: string): void {
    this.#connections.get(peerId)?.abort(new Error(reason));
  }

  /** Sends over a connection that stands; it dials nobody. Never throws. */
  async send(peerId: string, particle: Particle, { signal }: Cancellable = {}): Promise<SendResult> {
    const connection = this.#connections.get(peerId);
    if (connection?.status !== 'open') return { status: 'not-connected' };
    const frame = this.#encode(particle);
    if (!(frame instanceof Uint8Array)) return frame;
    const fast = this.#lanes.of(connection)?.send(frame, signal);
    if (fast !== undefined) return fast;
    const endMeansTaken = this.#taken.endMeansTaken(connection);
    const options = { sendMs: UPGRADE_TIMEOUT_MS, lingerMs: UPGRADE_TIMEOUT_MS, endMeansTaken };
    return sendPlainly(connection, frame, options, signal ?? AbortSignal.timeout(options.sendMs));
  }

  #encode(particle: Particle): Uint8Array | SendResult {
    try {
      return encodeFrame(particle, { maxPayloadBytes: this.#frameBytes });
    } catch (error) {
      return { status: 'protocol-error', detail: messageOf(error) };
    }
  }
}

/** @throws NetworkError `INVALID_ADDRESS` */
function parse(address: string): ReturnType<typeof multiaddr> {
  try {
    return multiaddr(address);
  } catch (error) {
    const reason = messageOf(error);
    throw new NetworkError('INVALID_ADDRESS', `"${address}" is no multiaddr: ${reason}`, { cause: error });
  }
}
