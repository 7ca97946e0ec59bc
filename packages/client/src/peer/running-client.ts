import { ClientNetwork, type ClientNetworkInit } from '@noctiluca/network/client';
import type { KeyPair, Particle } from '@noctiluca/particle';
import type { Interpreter } from '../particle/interpreter.js';
import type { Answering } from '../particle/service-calls.js';
import type { Caller, Session } from '../particle/session.js';
import { Sessions } from '../particle/sessions.js';
import { Carrier } from '../relay/carrier.js';
import type { ConnectionState } from '../relay/connection-state.js';
import type { RelayAddress } from '../relay/relay-address.js';
import { noRelayNetwork, type RelayNetwork } from '../relay/relay-network.js';
import { Relays } from '../relay/relays.js';
import { watchForSleep } from '../relay/sleep-watch.js';
import { VERSION } from '../version.js';

export interface RunningClientInit {
  readonly keyPair: KeyPair;
  readonly addresses: readonly RelayAddress[];
  readonly dialTimeoutMs: number;
  readonly answering: Answering;
  readonly interpreter: Interpreter;
  readonly onState: (state: ConnectionState) => void;
  /** A particle is over: what was registered for it may go. */
  readonly forget: (particleId: string) => void;
  /** @default the real one */
  readonly makeNetwork?: (init: ClientNetworkInit) => RelayNetwork;
}

/** What sends of the last moment may take when a client is disconnected, milliseconds. */
const LAST_SENDS_MS = 5000;

/** A client between `connect` and `disconnect`. */
export class RunningClient {
  readonly #network: RelayNetwork;
  readonly #relays: Relays;
  readonly #carrier: Carrier;
  readonly #sessions: Sessions;
  readonly #interpreter: Interpreter;
  #endWatch: (() => void) | undefined;

  constructor(init: RunningClientInit) {
    const { keyPair, addresses, dialTimeoutMs, answering, interpreter, onState, forget } = init;
    const makeNetwork = init.makeNetwork ?? (addresses.length === 0 ? noRelayNetwork : realNetwork);
    this.#interpreter = interpreter;
    this.#network = makeNetwork({
      keyPair,
      agent: { name: 'noctiluca-client', version: VERSION },
      onParticle: ({ particle }) => this.#sessions.receive(particle),
      onNotice: (notice) => this.#sessions.notice(notice),
      onLost: (peerId) => this.#relays.lost(peerId),
    });
    this.#relays = new Relays({
      network: this.#network,
      peerId: keyPair.peerId,
      addresses,
      dialTimeoutMs,
      onState,
      onConnected: (peerId) => this.#carrier.connected(peerId, this.#sessions),
      isAwaited: (peerId) => this.#isAwaited(peerId),
    });
    this.#carrier = new Carrier(this.#network, this.#relays);
    this.#sessions = new Sessions({
      interpreter,
      peerId: keyPair.peerId,
      seed: keyPair.seed,
      answering,
      carry: (session, next) => this.#carrier.carry(session, next),
      forget,
    });
  }

  get relayPeerId(): string {
    return this.#relays.current;
  }

  /** @throws what the last dial ended with */
  async start(): Promise<void> {
    try {
      await Promise.all([this.#interpreter.ready, this.#connect()]);
      this.#endWatch = watchForSleep(() => this.#woken());
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #connect(): Promise<void> {
    await this.#network.start();
    await this.#relays.start();
  }

  /** Ends the attempt to start. */
  giveUp(): void {
    this.#relays.stop();
  }

  begin(particle: Particle, caller: Caller): Session {
    return this.#sessions.begin(particle, caller);
  }

  /** Resolves when no answer is awaited any more. */
  settled(): Promise<void> {
    return this.#sessions.settled();
  }

  /** Ends what is under way, once it has left. */
  async stop(): Promise<void> {
    this.#endWatch?.();
    await within(LAST_SENDS_MS, this.#carrier.idle());
    this.#sessions.endAll();
    this.#relays.stop();
    await this.#network.stop();
    await this.#interpreter.stop();
  }

  #woken(): void {
    this.#sessions.expireOverdue();
    void this.#relays.woken();
  }

  #isAwaited(relayPeerId: string): boolean {
    for (const session of this.#sessions.withParcelFor(relayPeerId)) {
      if (session.isAwaited || !session.parcel?.isTaken) return true;
    }
    return false;
  }
}

const realNetwork = (init: ClientNetworkInit): RelayNetwork => new ClientNetwork(init);

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
