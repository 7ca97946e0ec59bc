import { deadline, type Logger } from '@noctiluca/lifecycle';
import { encodeFrame, type Particle, type TraceRecorder } from '@noctiluca/particle';
import { AddressBook } from './address-book.js';
import { Bootstrap } from './bootstrap.js';
import { Connections } from './connections.js';
import { describeError, NetworkError } from './errors.js';
import type { NetworkConfig } from './init.js';
import { Intake, particleType } from './intake.js';
import type { NetworkMetrics } from './metrics.js';
import type {
  ConnectionEvent,
  Contact,
  ContactResolution,
  InboundParticle,
  Network,
  SendResult,
} from './network.js';
import type { Notice } from './notices/notice.js';
import { NoticeChannel } from './notices/notice-channel.js';
import { Refusals } from './refusals.js';
import { resolveContact } from './resolve-contact.js';
import type { Wire } from './wire.js';

export interface Libp2pNetworkComponents {
  readonly log: Logger;
  readonly metrics: NetworkMetrics;
  readonly trace: TraceRecorder;
}

type Cancellable = { signal?: AbortSignal };

/** The network of one peer; see `Network` for what its methods promise. */
export class Libp2pNetwork implements Network {
  readonly name = 'network';
  readonly peerId: string;
  readonly #config: NetworkConfig;
  readonly #log: Logger;
  readonly #metrics: NetworkMetrics;
  readonly #intake: Intake;
  readonly #connections: Connections;
  readonly #refusals: Refusals;
  readonly #addressBook: AddressBook;
  readonly #notices: NoticeChannel;
  readonly #life = new AbortController();
  #state: 'built' | 'started' | 'stopped' = 'built';
  #wire: Wire | undefined;
  #bootstrap: Bootstrap | undefined;
  #background: Promise<void> = Promise.resolve();

  constructor(config: NetworkConfig, components: Libp2pNetworkComponents) {
    this.#config = config;
    this.#log = components.log;
    this.#metrics = components.metrics;
    this.peerId = config.keyPair.peerId;
    this.#connections = new Connections(components);
    this.#refusals = new Refusals(components);
    const { notices } = components.metrics;
    this.#notices = new NoticeChannel({ count: (outcome) => notices.inc({ outcome }) });
    this.#addressBook = new AddressBook(config.allowLocalAddresses);
    const limits = { ...config.limits, frameTimeoutMs: config.timeouts.upgradeMs };
    this.#intake = new Intake(limits, { ...components, origins: this.#connections.origins });
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#state !== 'built') {
      throw new NetworkError('ALREADY_STARTED', 'a network starts once; build another one to start again');
    }
    if (this.#intake.handler === undefined) {
      throw new NetworkError(
        'HANDLER_MISSING',
        'call onParticle before start: particles would have nowhere to go',
      );
    }
    this.#state = 'started';
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    const { Wire } = await import('./wire.js');
    const wire = await Wire.build(this.#config, {
      log: this.#log,
      metrics: this.#metrics,
      intake: this.#intake,
      connections: this.#connections,
      refusals: this.#refusals,
      addressBook: this.#addressBook,
      notices: this.#notices,
      reach: (contact, options) => this.connect(contact, options),
    });
    signal.throwIfAborted();
    this.#wire = wire;
    await wire.start();
    this.#log.info({ peerId: this.peerId, addresses: wire.listenAddresses() }, 'listening');
    this.#bootstrap = this.#bootstrapOf(wire);
    this.#background = this.#bootstrap.run(this.#life.signal);
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return this.#background;
    this.#state = 'stopped';
    const bootstrap = this.#background;
    this.#background = (async () => {
      this.#life.abort();
      this.#intake.close();
      await this.#wire?.stop();
      await bootstrap;
    })();
    await this.#background;
  }

  describe(): Record<string, unknown> {
    return {
      peerId: this.peerId,
      addresses: this.listenAddresses(),
      connectedPeers: this.#connections.peers().length,
      routingTable: this.#wire?.routing.size ?? 0,
      bootstrap: this.#bootstrap?.state,
      particlesTaken: this.#intake.taken,
      heldStreams: this.#intake.heldStreams,
    };
  }

  listenAddresses(): string[] {
    return this.#wire?.listenAddresses() ?? [];
  }

  onParticle(handler: (inbound: InboundParticle) => Promise<void>): void {
    if (this.#intake.handler !== undefined) {
      throw new NetworkError('HANDLER_ALREADY_SET', 'particles have one handler; it is set already');
    }
    this.#intake.handler = handler;
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
    const wire = this.#running();
    if (wire === undefined) return { status: 'connection-pool-died' };
    const frame = this.#encode(particle);
    if (!(frame instanceof Uint8Array)) return frame;
    if (
      this.#connections.get(to.peerId) === undefined &&
      !(await this.connect(to, { ...(signal && { signal }) }))
    ) {
      return this.#running() === undefined ? { status: 'connection-pool-died' } : { status: 'not-connected' };
    }
    const result = await wire.send({ peerId: to.peerId, particleId: particle.id }, frame, signal);
    return result.status !== 'ok' && this.#running() === undefined
      ? { status: 'connection-pool-died' }
      : result;
  }

  /** The frame, or the result for a particle that the wire cannot carry. */
  #encode(particle: Particle): Uint8Array | SendResult {
    try {
      return encodeFrame(particle, { maxPayloadBytes: this.#config.limits.frameBytes });
    } catch (error) {
      // The particle comes from a script, so what is wrong with it is no fault of the caller.
      return { status: 'protocol-error', detail: describeError(error) };
    }
  }

  async resolveContact(peerId: string, options: Cancellable = {}): Promise<ContactResolution> {
    const wire = this.#running();
    const resolution: ContactResolution =
      wire === undefined
        ? { how: 'ConnectionFailed', detail: 'the network is not running' }
        : await resolveContact(peerId, this, wire.routing, options.signal);
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
    const wire = this.#running();
    const addresses =
      contact.addresses.length > 0 ? contact.addresses : this.#addressBook.get(contact.peerId);
    if (wire === undefined || addresses === undefined || contact.peerId === this.peerId) return false;
    const signal = deadline(this.#config.timeouts.socketMs, this.#life.signal, options.signal);
    try {
      await wire.dial({ peerId: contact.peerId, addresses }, signal);
    } catch (error) {
      this.#log.debug({ peerId: contact.peerId, addresses, error: String(error) }, 'dial failed');
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

  connectedPeers(): string[] {
    return this.#connections.peers();
  }

  notify(peerId: string, notice: Notice): void {
    const connection = this.#connections.get(peerId, notice.particleId);
    if (connection !== undefined && this.#running() !== undefined)
      void this.#notices.send(connection, notice);
  }

  onNotice(handler: (notice: Notice, from: string) => void): void {
    this.#notices.onNotice = handler;
  }

  #running(): Wire | undefined {
    return this.#state === 'started' ? this.#wire : undefined;
  }

  #bootstrapOf(wire: Wire): Bootstrap {
    const foreign = this.#config.bootstrapNodes.filter((address) => !address.endsWith(`/p2p/${this.peerId}`));
    return new Bootstrap(foreign, this.#config.bootstrap, {
      log: this.#log,
      metrics: this.#metrics,
      dial: (address, signal) => wire.dialAddress(address, signal),
      disconnected: (peerId, signal) => this.#connections.gone(peerId, signal),
      lookUpSelf: (signal) => wire.routing.lookUpSelf(signal),
    });
  }
}
