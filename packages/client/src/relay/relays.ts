import { BackOff, pauseFor } from './back-off.js';
import type { ConnectionState } from './connection-state.js';
import type { RelayAddress } from './relay-address.js';
import type { RelayNetwork } from './relay-network.js';

export interface RelaysInit {
  readonly network: Pick<RelayNetwork, 'dial' | 'isConnected' | 'ping' | 'abandon'>;
  /** Of the client itself. */
  readonly peerId: string;
  /** Best first. With none, the client is its own relay, and nothing of it leaves. */
  readonly addresses: readonly RelayAddress[];
  /** Milliseconds a dial may take. */
  readonly dialTimeoutMs: number;
  readonly onState: (state: ConnectionState) => void;
  /** A relay is connected, the first time or again. */
  readonly onConnected: (peerId: string) => void;
  /** Whether somebody waits for an answer through a relay that is not the current one any more. */
  readonly isAwaited: (peerId: string) => boolean;
}

/** What a relay has to answer a ping that is sent because its connection is in doubt, milliseconds. */
const PROBE_MS = 5000;

/**
 * The connection with one of the relays. A lost one is dialled again until it stands or the client is disconnected; when it
 * does not answer, the others are. A relay that was left is dialled as long as answers are awaited from it.
 */
export class Relays {
  readonly #init: RelaysInit;
  readonly #life = new AbortController();
  readonly #recovering = new Set<string>();
  readonly #probes = new Map<string, Promise<boolean>>();
  #current: RelayAddress | undefined;

  constructor(init: RelaysInit) {
    this.#init = init;
    this.#current = init.addresses[0];
  }

  /** The relay that new particles go through. */
  get current(): string {
    return this.#current?.peerId ?? this.#init.peerId;
  }

  has(peerId: string): boolean {
    return this.#init.addresses.some((address) => address.peerId === peerId);
  }

  /** Connects with the first relay that answers. @throws what the last dial ended with */
  async start(): Promise<void> {
    this.#init.onState('connecting');
    try {
      await this.#dialAny();
    } catch (error) {
      this.#init.onState('disconnected');
      throw error;
    }
    this.#init.onState('connected');
    this.#init.onConnected(this.current);
  }

  stop(): void {
    this.#life.abort();
  }

  /** Whether a relay answers. The connection of one that does not is given up, and made anew. */
  probe(peerId: string): Promise<boolean> {
    const probing = this.#probes.get(peerId) ?? this.#ping(peerId).finally(() => this.#probes.delete(peerId));
    this.#probes.set(peerId, probing);
    return probing;
  }

  /** The machine has slept: connections may be gone unnoticed. */
  async woken(): Promise<void> {
    const { network, addresses } = this.#init;
    const connected = addresses.filter(({ peerId }) => network.isConnected(peerId));
    await Promise.all(connected.map(({ peerId }) => this.probe(peerId)));
  }

  async #ping(peerId: string): Promise<boolean> {
    const { network } = this.#init;
    try {
      await network.ping(peerId, AbortSignal.any([this.#life.signal, AbortSignal.timeout(PROBE_MS)]));
      return true;
    } catch {
      if (!this.#life.signal.aborted) network.abandon(peerId, 'the relay does not answer');
      return false;
    }
  }

  /** A relay's connection is gone. */
  lost(peerId: string): void {
    if (this.#life.signal.aborted) return;
    if (peerId === this.current) {
      this.#init.onState('disconnected');
      void this.#recover();
    } else this.want(peerId);
  }

  /** Finds a relay for the client, and tells of each step. */
  async #recover(): Promise<void> {
    const left = this.current;
    const isDone = await this.#repeat(left, async () => {
      this.#init.onState('connecting');
      try {
        await this.#dialAny();
      } catch (error) {
        this.#init.onState('disconnected');
        throw error;
      }
    });
    if (!isDone) return;
    this.#init.onState('connected');
    this.#init.onConnected(this.current);
    if (this.current !== left) this.want(left);
  }

  /** Somebody waits for a relay that was left: dials it as long as that is so. */
  want(peerId: string): void {
    const address = this.#init.addresses.find((each) => each.peerId === peerId);
    if (address !== undefined && peerId !== this.current) void this.#regain(address);
  }

  async #regain(address: RelayAddress): Promise<void> {
    const { peerId } = address;
    const isWanted = () => this.#init.isAwaited(peerId);
    const isDone = await this.#repeat(peerId, () => this.#dial(address), isWanted);
    if (isDone) this.#init.onConnected(peerId);
  }

  /** Attempts, with growing pauses, until one succeeds. @returns whether one did; false also when others are at it */
  async #repeat(peerId: string, attempt: () => Promise<void>, isWanted = () => true): Promise<boolean> {
    if (this.#recovering.has(peerId)) return false;
    this.#recovering.add(peerId);
    try {
      return await attempts(attempt, isWanted, this.#life.signal);
    } finally {
      this.#recovering.delete(peerId);
    }
  }

  /** Dials the current relay, then the others. @throws what the first dial ended with */
  async #dialAny(): Promise<void> {
    if (this.#current === undefined) return;
    const others = this.#init.addresses.filter((address) => address !== this.#current);
    const failures: unknown[] = [];
    for (const address of [this.#current, ...others]) {
      try {
        await this.#dial(address);
        this.#current = address;
        return;
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures[0];
  }

  async #dial({ multiaddr }: RelayAddress): Promise<void> {
    const { network, dialTimeoutMs } = this.#init;
    const signal = AbortSignal.any([this.#life.signal, AbortSignal.timeout(dialTimeoutMs)]);
    await network.dial(multiaddr, { signal });
  }
}

async function attempts(
  attempt: () => Promise<void>,
  isWanted: () => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const backOff = new BackOff();
  while (!signal.aborted && isWanted()) {
    try {
      await attempt();
      return true;
    } catch {
      await pauseFor(backOff.pause(), signal);
    }
  }
  return false;
}
