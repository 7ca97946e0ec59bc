import { createParticle, type Particle } from '@noctiluca/particle';
import { ClientError } from '../errors.js';
import type { JSONValue } from '../json.js';
import type { KeyPair } from '../keys/key-pair.js';
import { avmHere, type Interpreter } from '../particle/interpreter.js';
import { makeInterpreter } from '../particle/make-interpreter.js';
import { Answering } from '../particle/service-calls.js';
import type { Caller, Session } from '../particle/session.js';
import { checkTimes } from '../particle/times.js';
import type { ConnectionState } from '../relay/connection-state.js';
import { type RelayAddress, type RelayOptions, relayAddress } from '../relay/relay-address.js';
import { registerBuiltIns } from '../services/builtins/index.js';
import type { GenericCallServiceHandler } from '../services/calls.js';
import { existsError, MarineServices } from '../services/marine-services.js';
import { registerClassServices } from '../services/register-class-services.js';
import { ServiceTable } from '../services/service-table.js';
import { type AnyClient, BRAND } from './any-client.js';
import { DEFAULT_DIAL_TIMEOUT_MS } from './config.js';
import { RunningClient } from './running-client.js';
import type { RuntimeOptions } from './runtime-options.js';

/** A connected client, as generated bindings take it. */
export interface IFluenceClient {
  connect: () => Promise<void>;
  disconnect(): Promise<void>;
  /** @returns the state now */
  onConnectionStateChange(handler: (state: ConnectionState) => void): ConnectionState;
  getPeerId(): string;
  /** The relay that calls go through now; the client itself when it has none. */
  getRelayPeerId(): string;
}

export interface PeerConfig {
  /** Milliseconds. */
  defaultTtlMs: number;
  /** Longest life of a particle that the peers take. @default 24 h */
  maxTtlMs?: number | undefined;
  debug: { printParticleId: boolean };
}

export interface RelayConfig {
  /** One relay or several, best first: texts, or what becomes a multiaddr as a text. */
  relayAddress: RelayOptions | { toString(): string } | readonly RelayOptions[];
  dialTimeoutMs?: number | undefined;
}

/** A client of a Fluence network: runs compiled functions through a relay, and serves functions to peers that call it. */
export class ClientPeer implements IFluenceClient, AnyClient {
  readonly [BRAND] = true;
  connectionState: ConnectionState = 'disconnected';
  connectionStateChangeHandler: (state: ConnectionState) => void = () => {};
  readonly #config: PeerConfig;
  readonly #keyPair: KeyPair;
  readonly #addresses: readonly RelayAddress[];
  readonly #dialTimeoutMs: number;
  readonly #runtime: RuntimeOptions;
  readonly #table = new ServiceTable();
  readonly #marine: MarineServices;
  readonly #answering: Answering;
  readonly #classServices: ReturnType<typeof registerClassServices>;
  #running: RunningClient | undefined;
  /** Connects and disconnects, one after the other. */
  #turn: Promise<void> = Promise.resolve();
  /** Ends the connecting under way. */
  #starting: AbortController | undefined;

  constructor(config: PeerConfig, relay: RelayConfig, keyPair: KeyPair, runtime: RuntimeOptions = {}) {
    this.#config = config;
    this.#keyPair = keyPair;
    this.#addresses = addressesOf(relay);
    this.#dialTimeoutMs = relay.dialTimeoutMs ?? DEFAULT_DIAL_TIMEOUT_MS;
    this.#runtime = runtime;
    this.#marine = new MarineServices(runtime.services);
    this.#answering = new Answering(this.#table, this.#marine);
    registerBuiltIns(this.#table);
    this.#classServices = registerClassServices(this, keyPair);
  }

  getPeerId(): string {
    return this.#keyPair.getPeerId();
  }

  getRelayPeerId(): string {
    return this.#running?.relayPeerId ?? this.#addresses[0]?.peerId ?? this.getPeerId();
  }

  /** @param handler takes the place of the one before @returns the state now */
  onConnectionStateChange(handler: (state: ConnectionState) => void): ConnectionState {
    this.connectionStateChangeHandler = handler;
    return this.connectionState;
  }

  /** Connects with a relay; also after `disconnect`. Does nothing when it is connected. @throws what the last dial ended with */
  async connect(): Promise<void> {
    await this.#sequentially(() => this.#start());
  }

  async start(): Promise<void> {
    await this.connect();
  }

  async stop(): Promise<void> {
    await this.disconnect();
  }

  /** Sends what is being sent, ends the calls under way with an error, and closes everything. */
  async disconnect(): Promise<void> {
    this.#starting?.abort();
    await this.#sequentially(() => this.#stop());
  }

  /** Disconnects when every call under way has its answer, or its time is over. */
  async close(): Promise<void> {
    await this.#running?.settled();
    await this.disconnect();
  }

  /**
   * Starts a Marine service of one module here, on a thread.
   * @throws ClientError `SERVICE_EXISTS`; MarineError when it does not start
   */
  async registerMarineService(
    wasm: ArrayBuffer | SharedArrayBuffer | Uint8Array,
    serviceId: string,
  ): Promise<void> {
    if (this.#table.hasService(serviceId)) throw existsError(serviceId);
    await this.#marine.create(wasm, serviceId);
  }

  async removeMarineService(serviceId: string): Promise<void> {
    await this.#marine.remove(serviceId);
  }

  /**
   * Runs a particle of this client; its caller is told of each end that it comes to.
   * @throws ClientError `NOT_CONNECTED`; `BAD_OPTIONS` for times that peers refuse
   */
  run(particle: Particle, caller: Caller): Session {
    if (this.#running === undefined) {
      throw new ClientError(
        'NOT_CONNECTED',
        'Cannot initiate new particle: peer is not initialized',
        particle.id,
      );
    }
    checkTimes(particle, this.#config.maxTtlMs);
    if (this.#config.debug.printParticleId) console.log('Particle id: ', particle.id);
    return this.#running.begin(particle, caller);
  }

  /** Makes and signs a particle. @param ttl milliseconds @throws ClientError `BAD_OPTIONS` for one that peers refuse */
  particleOf(script: string, ttl: number = this.#config.defaultTtlMs): Particle {
    const timestamp = Date.now();
    checkTimes({ ttl, timestamp }, this.#config.maxTtlMs);
    return createParticle({ script, ttl, timestampMs: timestamp, keyPair: this.#keyPair.pair });
  }

  /** For tests and tools that work with particles; as in js-client. */
  get internals() {
    return {
      getServices: () => this.#classServices,
      getRelayPeerId: () => this.getRelayPeerId(),
      parseAst: (air: string) => parseAst(air, this.#runtime.nativeSignatures),
      createNewParticle: async (script: string, ttl?: number): Promise<Particle> =>
        this.particleOf(script, ttl),
      initiateParticle: (
        particle: Particle,
        onSuccess: (result: JSONValue) => void,
        onError: (error: Error) => void,
        fireAndForget = true,
      ): void => {
        this.run(particle, { onSuccess, onError: onError as Caller['onError'], fireAndForget });
      },
      regHandler: {
        common: (serviceId: string, fnName: string, handler: GenericCallServiceHandler): void =>
          this.#table.common(serviceId, fnName, handler),
        forParticle: (
          particleId: string,
          serviceId: string,
          fnName: string,
          handler: GenericCallServiceHandler,
        ): void => this.#table.forParticle(particleId, serviceId, fnName, handler),
      },
    };
  }

  #sequentially(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #start(): Promise<void> {
    if (this.#running !== undefined) return;
    const starting = new AbortController();
    this.#starting = starting;
    this.#changed('connecting');
    try {
      await this.#run(await makeInterpreter(this.#runtime), starting.signal);
    } catch (error) {
      this.#running = undefined;
      this.#changed('disconnected');
      throw error;
    } finally {
      this.#starting = undefined;
    }
  }

  async #run(interpreter: Interpreter, signal: AbortSignal): Promise<void> {
    const running = new RunningClient({
      keyPair: this.#keyPair.pair,
      addresses: this.#addresses,
      dialTimeoutMs: this.#dialTimeoutMs,
      answering: this.#answering,
      interpreter,
      onState: (state) => this.#changed(state),
      forget: (particleId) => this.#table.forget(particleId),
    });
    this.#running = running;
    signal.addEventListener('abort', () => running.giveUp());
    if (signal.aborted) running.giveUp();
    await running.start();
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#changed('disconnecting');
    await running.stop();
    await this.#marine.stop();
    this.#changed('disconnected');
  }

  #changed(state: ConnectionState): void {
    if (this.connectionState === state) return;
    this.connectionState = state;
    this.connectionStateChangeHandler(state);
  }
}

function addressesOf({ relayAddress: given }: RelayConfig): RelayAddress[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  return all.map((relay) => {
    const isKnown =
      typeof relay === 'string' || (typeof relay === 'object' && relay !== null && 'multiaddr' in relay);
    return relayAddress(isKnown ? (relay as RelayOptions) : String(relay));
  });
}

async function parseAst(
  air: string,
  nativeSignatures?: boolean,
): Promise<{ success: boolean; data: unknown }> {
  const tree = (await avmHere(nativeSignatures)).ast(air);
  return tree.startsWith('error')
    ? { success: false, data: tree }
    : { success: true, data: JSON.parse(tree) };
}
