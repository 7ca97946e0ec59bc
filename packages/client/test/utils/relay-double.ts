import { decodeCallRequests, encodeCallResults } from '@noctiluca/avm/instance';
import type { ClientNetworkInit, Notice, SendResult } from '@noctiluca/network/client';
import { generateKeyPair, type Particle } from '@noctiluca/particle';
import { avmHere } from '../../src/particle/interpreter.js';
import type { RelayAddress } from '../../src/relay/relay-address.js';
import type { RelayNetwork } from '../../src/relay/relay-network.js';

const NO_BYTES = new Uint8Array(0);
const AVM = await avmHere();

/** A peer with AquaVM and `op.identity` that forgets nothing, unless it is told to. */
export class RelayDouble {
  readonly keyPair = generateKeyPair();
  readonly address: RelayAddress;
  isUp = true;
  /** Particles that it ran, those that came again included. */
  ran = 0;
  /** Calls of its services. */
  served = 0;
  /** What it does with an answer; by default it is delivered. */
  answerTo: (deliver: () => void) => void = (deliver) => deliver();
  readonly #data = new Map<string, Uint8Array>();

  constructor(name: string) {
    this.address = { peerId: this.keyPair.peerId, multiaddr: `/memory/${name}/p2p/${this.keyPair.peerId}` };
  }

  forget(): void {
    this.#data.clear();
  }

  /** Runs a particle; what is for its author comes out. */
  run(particle: Particle): Particle | undefined {
    this.ran += 1;
    let { data } = particle;
    let results = encodeCallResults(new Map());
    for (;;) {
      const { id: particleId, initPeerId, timestamp, ttl, script } = particle;
      const outcome = AVM.invoke(
        {
          ...{ particleId, initPeerId, timestamp, ttl, script, data },
          currentPeerId: this.keyPair.peerId,
          seed: this.keyPair.seed,
          prevData: this.#data.get(particle.id) ?? NO_BYTES,
        },
        results,
      );
      if (outcome.retCode !== 0) throw new Error(outcome.errorMessage);
      this.#data.set(particle.id, outcome.data);
      const requests = decodeCallRequests(outcome.callRequests);
      if (requests.length === 0) {
        return outcome.nextPeerIds.includes(initPeerId) ? { ...particle, data: outcome.data } : undefined;
      }
      this.served += requests.length;
      data = NO_BYTES;
      results = encodeCallResults(
        new Map(
          requests.map(({ id, args }) => [id, { retCode: 0, result: JSON.stringify(args[0] ?? null) }]),
        ),
      );
    }
  }
}

/** A client's network that leads to doubles. */
export class RelayNetworkDouble implements RelayNetwork {
  readonly relays: readonly RelayDouble[];
  readonly dialled: string[] = [];
  /** What becomes of the next sends; `ok` when there is none. */
  readonly sendResults: SendResult[] = [];
  pings: 'answered' | 'lost' = 'answered';
  isStopped = false;
  readonly #connected = new Set<string>();
  #init: ClientNetworkInit | undefined;

  constructor(relays: readonly RelayDouble[]) {
    this.relays = relays;
  }

  /** To be given to a client in place of the real one. */
  readonly make = (init: ClientNetworkInit): this => {
    this.#init = init;
    return this;
  };

  async start(): Promise<void> {}

  async stop(): Promise<void> {
    this.isStopped = true;
  }

  async dial(address: string, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
    this.dialled.push(address);
    await Promise.resolve();
    signal?.throwIfAborted();
    const relay = this.relays.find(({ address: { multiaddr } }) => multiaddr === address);
    if (!relay?.isUp) throw new Error(`nobody at ${address}`);
    this.#connected.add(relay.address.peerId);
  }

  isConnected(peerId: string): boolean {
    return this.#connected.has(peerId);
  }

  async ping(): Promise<number> {
    if (this.pings === 'answered') return 1;
    throw new Error('no answer');
  }

  abandon(peerId: string): void {
    this.cut(peerId);
  }

  async send(peerId: string, particle: Particle): Promise<SendResult> {
    if (!this.#connected.has(peerId)) return { status: 'not-connected' };
    const result = this.sendResults.shift() ?? { status: 'ok', bytes: 1 };
    const relay = this.relays.find(({ address }) => address.peerId === peerId);
    if (result.status !== 'ok' || relay === undefined) return result;
    const answer = relay.run(particle);
    if (answer !== undefined) relay.answerTo(() => this.deliver(answer, peerId));
    return result;
  }

  /** A particle arrives at the client. */
  deliver(particle: Particle, from: string): void {
    setTimeout(() => {
      if (this.#connected.has(from)) void this.#init?.onParticle({ particle, from, bytes: 1 });
    });
  }

  /** A relay says what became of a particle. */
  say(notice: Notice, from: string): void {
    this.#init?.onNotice?.(notice, from);
  }

  /** The connection with a relay is gone. */
  cut(peerId: string): void {
    if (this.#connected.delete(peerId)) this.#init?.onLost(peerId);
  }
}
