import type { Connection } from '@libp2p/interface';
import type { Logger } from '@noctiluca/lifecycle';
import { AGENT_MAX_LENGTH } from '../constants.js';
import type { NetworkMetrics } from '../metrics.js';
import type { ConnectionEvent, ConnectionFacts } from '../network.js';
import { Origins } from './origins.js';

type Listener = (event: ConnectionEvent) => void;

/**
 * Who is connected, by peer. Events are for peers that really were connected: upstream reports failed dials as
 * disconnections, which fire spells for nothing (spec/nox.md §9.2 no. 10).
 */
export class Connections {
  /** Which connection a particle came through. */
  readonly origins = new Origins();
  readonly #byPeer = new Map<string, Connection[]>();
  readonly #numbers = new WeakMap<Connection, number>();
  readonly #agents = new WeakMap<Connection, string>();
  #opened = 0;
  readonly #listeners = new Set<Listener>();
  readonly #metrics: NetworkMetrics;
  readonly #log: Logger;
  #inbound = 0;

  constructor(components: { metrics: NetworkMetrics; log: Logger }) {
    this.#metrics = components.metrics;
    this.#log = components.log;
  }

  /** Inbound connections, all peers. */
  get inbound(): number {
    return this.#inbound;
  }

  opened(connection: Connection): void {
    const peerId = connection.remotePeer.toString();
    if (connection.direction === 'inbound') this.#inbound++;
    this.#numbers.set(connection, ++this.#opened);
    const known = this.#byPeer.get(peerId);
    if (known !== undefined) {
      known.push(connection);
      return;
    }
    this.#byPeer.set(peerId, [connection]);
    this.#emit({ kind: 'connected', peerId });
  }

  /** @param agent what the other end says it is */
  identified(connection: Connection, agent: string): void {
    this.#agents.set(connection, agent.slice(0, AGENT_MAX_LENGTH));
  }

  closed(connection: Connection): void {
    const peerId = connection.remotePeer.toString();
    const known = this.#byPeer.get(peerId);
    const index = known?.indexOf(connection) ?? -1;
    if (known === undefined || index < 0) return;
    if (connection.direction === 'inbound') this.#inbound--;
    known.splice(index, 1);
    if (known.length > 0) return;
    this.#byPeer.delete(peerId);
    this.#emit({ kind: 'disconnected', peerId });
  }

  /**
   * A connection that can be used now: the newest of those through which a particle came, else the newest, as the peer may
   * have given up older ones unseen.
   */
  get(peerId: string, particleId?: string): Connection | undefined {
    const open = this.#byPeer.get(peerId);
    const isOpen = (connection: Connection) => connection.status === 'open';
    if (open === undefined || particleId === undefined || open.length === 1) return open?.findLast(isOpen);
    const own = open.findLast((each) => isOpen(each) && this.origins.has(each, particleId));
    return own ?? open.findLast(isOpen);
  }

  /** Number of the newest connection of a peer, counted over all peers from 1; 0 when it has none. */
  newest(peerId: string): number {
    const newest = this.#byPeer.get(peerId)?.at(-1);
    return (newest && this.#numbers.get(newest)) ?? 0;
  }

  count(peerId: string): number {
    return this.#byPeer.get(peerId)?.length ?? 0;
  }

  has(peerId: string): boolean {
    return this.#byPeer.has(peerId);
  }

  peers(): string[] {
    return [...this.#byPeer.keys()];
  }

  /** The oldest first. */
  facts(): ConnectionFacts[] {
    const all = [...this.#byPeer.values()].flat().map((connection) => this.#factsOf(connection));
    return all.sort((a, b) => a.number - b.number);
  }

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the peer has no connection, or with the signal. */
  gone(peerId: string, signal: AbortSignal): Promise<void> {
    if (!this.has(peerId) || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        unsubscribe();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const unsubscribe = this.onEvent((event) => {
        if (event.kind === 'disconnected' && event.peerId === peerId) done();
      });
      signal.addEventListener('abort', done);
    });
  }

  #factsOf(connection: Connection): ConnectionFacts {
    const { remotePeer, direction, remoteAddr, timeline } = connection;
    return {
      number: this.#numbers.get(connection) ?? 0,
      peerId: remotePeer.toString(),
      direction,
      address: remoteAddr.toString(),
      openedAtMs: timeline.open,
      agent: this.#agents.get(connection),
    };
  }

  #emit(event: ConnectionEvent): void {
    this.#metrics.connectedPeers.set(this.#byPeer.size);
    this.#log.debug(event, 'Connection');
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#log.error({ ...event, err: error }, 'A connection listener failed');
      }
    }
  }
}
