import type { Clock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { deadline, type Logger } from '@noctiluca/lifecycle';
import type { Particle, TraceRecorder } from '@noctiluca/particle';
import { NetworkError } from './errors.js';
import { Frames } from './frames.js';
import { InboundQueue, particleType } from './inbound/inbound-queue.js';
import type { Libp2pParts, NetworkConfig } from './init.js';
import type { Libp2pAdapter } from './libp2p/libp2p-adapter.js';
import type { NetworkMetrics } from './metrics.js';
import type {
  ConnectionEvent,
  ConnectionFacts,
  Contact,
  ContactResolution,
  InboundParticle,
  Network,
  ParticleRoom,
  RoutingEntry,
  SendResult,
} from './network.js';
import type { Notice } from './notices/notice.js';
import { NoticeInbox } from './notices/notice-inbox.js';
import { NoticeOutbox } from './notices/notice-outbox.js';
import { AddressBook } from './peers/address-book.js';
import { Bootstrap } from './peers/bootstrap.js';
import { Connections } from './peers/connections.js';
import { Refusals } from './peers/refusals.js';
import { resolveContact } from './peers/resolve-contact.js';

export interface Libp2pNetworkComponents {
  readonly log: Logger;
  readonly metrics: NetworkMetrics;
  readonly trace: TraceRecorder;
  /** What replaces parts of libp2p. */
  readonly parts: Libp2pParts;
  readonly clock: Clock;
}

type Cancellable = { signal?: AbortSignal };

/** The network of one peer; see `Network` for what its methods promise. */
export class Libp2pNetwork implements Network {
  readonly name = 'network';
  readonly peerId: string;
  readonly #config: NetworkConfig;
  readonly #log: Logger;
  readonly #metrics: NetworkMetrics;
  readonly #parts: Libp2pParts;
  readonly #clock: Clock;
  readonly #inboundQueue: InboundQueue;
  readonly #connections: Connections;
  readonly #refusals: Refusals;
  readonly #addressBook: AddressBook;
  readonly #frames: Frames;
  readonly #noticeInbox: NoticeInbox;
  readonly #noticeOutbox: NoticeOutbox;
  readonly #life = new AbortController();
  #state: 'built' | 'started' | 'stopped' = 'built';
  #adapter: Libp2pAdapter | undefined;
  #starting: Promise<void> | undefined;
  #bootstrap: Bootstrap | undefined;
  #background: Promise<void> = Promise.resolve();

  constructor(config: NetworkConfig, components: Libp2pNetworkComponents) {
    this.#config = config;
    this.#log = components.log;
    this.#metrics = components.metrics;
    this.#parts = components.parts;
    this.#clock = components.clock;
    this.peerId = config.keyPair.peerId;
    this.#connections = new Connections(components);
    this.#refusals = new Refusals(components);
    const { notices } = components.metrics;
    this.#noticeInbox = new NoticeInbox(components.clock, (outcome) => notices.inc({ outcome }));
    this.#noticeOutbox = new NoticeOutbox(components.clock, (outcome) => notices.inc({ outcome }));
    this.#frames = new Frames(config.limits.frameBytes);
    this.#addressBook = new AddressBook(config.allowLocalAddresses);
    const limits = { ...config.limits, frameTimeoutMs: config.timeouts.upgradeMs };
    this.#inboundQueue = new InboundQueue(limits, { ...components, origins: this.#connections.origins });
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#state !== 'built') {
      throw new NetworkError('ALREADY_STARTED', 'a network starts once; build another one to start again');
    }
    if (this.#inboundQueue.handler === undefined) {
      throw new NetworkError(
        'HANDLER_MISSING',
        'call onParticle before start: particles would have nowhere to go',
      );
    }
    this.#state = 'started';
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    const { Libp2pAdapter } = await import('./libp2p/libp2p-adapter.js');
    const adapter = await Libp2pAdapter.build(this.#config, {
      log: this.#log,
      metrics: this.#metrics,
      parts: this.#parts,
      inboundQueue: this.#inboundQueue,
      connections: this.#connections,
      refusals: this.#refusals,
      addressBook: this.#addressBook,
      noticeInbox: this.#noticeInbox,
      noticeOutbox: this.#noticeOutbox,
      reach: (contact, options) => this.connect(contact, options),
      clock: this.#clock,
    });
    signal.throwIfAborted();
    this.#adapter = adapter;
    this.#starting = adapter.start();
    await this.#starting;
    signal.throwIfAborted();
    this.#log.info({ peerId: this.peerId, addresses: adapter.listenAddresses() }, 'Listening');
    this.#bootstrap = this.#bootstrapOf(adapter);
    this.#background = this.#bootstrap.run(this.#life.signal);
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return this.#background;
    this.#state = 'stopped';
    const bootstrap = this.#background;
    this.#background = (async () => {
      this.#life.abort();
      this.#inboundQueue.close();
      // libp2p does not stop while it starts: it would be up afterwards, for good.
      await this.#starting?.catch(() => {});
      await this.#adapter?.stop();
      await bootstrap;
    })();
    await this.#background;
  }

  describe(): Record<string, unknown> {
    return {
      peerId: this.peerId,
      addresses: this.listenAddresses(),
      connectedPeers: this.#connections.peers().length,
      routingTable: this.#adapter?.routing.size ?? 0,
      bootstrap: this.#bootstrap?.state,
      missingInternals: this.#adapter?.missingInternals ?? [],
      particlesTaken: this.#inboundQueue.taken,
      heldStreams: this.#inboundQueue.heldStreams,
    };
  }

  listenAddresses(): string[] {
    return this.#adapter?.listenAddresses() ?? [];
  }

  onParticle(handler: (inbound: InboundParticle) => Promise<void>, room?: ParticleRoom): void {
    if (this.#inboundQueue.handler !== undefined) {
      throw new NetworkError('HANDLER_ALREADY_SET', 'particles have one handler; it is set already');
    }
    this.#inboundQueue.handler = handler;
    if (room !== undefined) this.#inboundQueue.dealOut(room);
  }

  async send(to: Contact, particle: Particle, options: Cancellable = {}): Promise<SendResult> {
    if (to.peerId === this.peerId) {
      throw new NetworkError(
        'SEND_TO_SELF',
        'a particle for this peer goes to its dispatcher, not over the network',
      );
    }
    const result = await this.#send(to, particle, options.signal);
    const type = particleType(particle);
    if (result.status === 'ok') this.#metrics.sendSuccess.inc({ particle_type: type });
    else this.#metrics.sendFailure.inc({ particle_type: type, status: result.status });
    return result;
  }

  async #send(to: Contact, particle: Particle, signal?: AbortSignal): Promise<SendResult> {
    const adapter = this.#running();
    if (adapter === undefined) return { status: 'connection-pool-died' };
    const frame = this.#encode(particle);
    if (!(frame instanceof Uint8Array)) return frame;
    if (
      this.#connections.get(to.peerId) === undefined &&
      !(await this.connect(to, { ...(signal && { signal }) }))
    ) {
      return this.#running() === undefined ? { status: 'connection-pool-died' } : { status: 'not-connected' };
    }
    const result = await adapter.send({ peerId: to.peerId, particleId: particle.id }, frame, signal);
    return result.status !== 'ok' && this.#running() === undefined
      ? { status: 'connection-pool-died' }
      : result;
  }

  /** The frame, or the result for a particle that the wire cannot carry. */
  #encode(particle: Particle): Uint8Array | SendResult {
    try {
      return this.#frames.of(particle);
    } catch (error) {
      // The particle comes from a script, so what is wrong with it is no fault of the caller.
      return { status: 'protocol-error', detail: messageOf(error) };
    }
  }

  async resolveContact(peerId: string, options: Cancellable = {}): Promise<ContactResolution> {
    const adapter = this.#running();
    const resolution: ContactResolution =
      adapter === undefined
        ? { how: 'ConnectionFailed', detail: 'the network is not running' }
        : await resolveContact(peerId, this, adapter.routing, options.signal);
    this.#metrics.contactResolve.inc({ action: resolution.how });
    return resolution;
  }

  isConnected(peerId: string): boolean {
    return this.#connections.has(peerId);
  }

  getContact(peerId: string): Contact | undefined {
    const addresses = this.#addressBook.get(peerId);
    if (addresses === undefined && !this.#connections.has(peerId)) return undefined;
    return { peerId, addresses: addresses ?? [] };
  }

  async connect(contact: Contact, options: Cancellable = {}): Promise<boolean> {
    if (this.#connections.get(contact.peerId) !== undefined) return true;
    const adapter = this.#running();
    const addresses =
      contact.addresses.length > 0 ? contact.addresses : this.#addressBook.get(contact.peerId);
    if (adapter === undefined || addresses === undefined || contact.peerId === this.peerId) return false;
    const signal = deadline(this.#config.timeouts.socketMs, this.#life.signal, options.signal);
    try {
      await adapter.dial({ peerId: contact.peerId, addresses }, signal);
    } catch (error) {
      this.#log.debug({ peerId: contact.peerId, addresses, err: error }, 'Dial failed');
    }
    return this.#connections.get(contact.peerId) !== undefined;
  }

  async disconnect(peerId: string): Promise<void> {
    await this.#running()?.disconnect(peerId);
  }

  async neighborhood(key: Uint8Array, count: number, options: Cancellable = {}): Promise<string[]> {
    return this.#running()?.routing.neighborhood(key, count, options.signal) ?? [];
  }

  onConnectionEvent(listener: (event: ConnectionEvent) => void): () => void {
    return this.#connections.onEvent(listener);
  }

  newestConnection(peerId: string): number {
    return this.#connections.newest(peerId);
  }

  connectedPeers(): string[] {
    return this.#connections.peers();
  }

  connections(): ConnectionFacts[] {
    return this.#connections.facts();
  }

  routingTable(): RoutingEntry[] {
    return this.#running()?.routing.table() ?? [];
  }

  notify(peerId: string, notice: Notice): void {
    const connection = this.#connections.get(peerId, notice.particleId);
    if (connection !== undefined && this.#running() !== undefined)
      void this.#noticeOutbox.send(connection, notice);
  }

  onNotice(handler: (notice: Notice, from: string) => void): void {
    this.#noticeInbox.onNotice = handler;
  }

  #running(): Libp2pAdapter | undefined {
    return this.#state === 'started' ? this.#adapter : undefined;
  }

  #bootstrapOf(adapter: Libp2pAdapter): Bootstrap {
    const foreign = this.#config.bootstrapNodes.filter((address) => !address.endsWith(`/p2p/${this.peerId}`));
    return new Bootstrap(foreign, this.#config.bootstrap, {
      log: this.#log,
      metrics: this.#metrics,
      dial: (address, signal) => adapter.dialAddress(address, signal),
      disconnected: (peerId, signal) => this.#connections.gone(peerId, signal),
      lookUpSelf: (signal) => adapter.routing.lookUpSelf(signal),
    });
  }
}
