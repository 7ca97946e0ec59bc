import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionsInit {
  /** Connections at a time. */
  readonly max: number;
  /** Connections at a time from one address. */
  readonly maxPerAddress: number;
  /** Milliseconds after which an answer that is not taken counts no more as being at work. */
  readonly patienceMs: number;
}

interface Connection {
  readonly address: string;
  /** When the request that it answers was there; undefined while it answers none. */
  workingSince: number | undefined;
}

/**
 * Bounds the connections of an HTTP server, and those of each address. Where there are too many, one that has sent no
 * whole request gives way, the oldest of the address that holds most: slow connections never keep others out.
 */
export class Connections {
  readonly #init: ConnectionsInit;
  readonly #onClosed: () => void;
  readonly #open = new Map<Socket, Connection>();

  /** @param onClosed hears of each connection that gave way */
  constructor(init: ConnectionsInit, onClosed: () => void = () => {}) {
    this.#init = init;
    this.#onClosed = onClosed;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Sees to the connections of a server from now on. */
  watch(server: Server): void {
    server.on('connection', (socket) => this.#admit(socket));
    server.on('request', ({ socket }, response) => {
      const connection = this.#open.get(socket);
      if (connection === undefined) return;
      connection.workingSince = performance.now();
      response.once('close', () => {
        connection.workingSince = undefined;
      });
    });
  }

  #admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    this.#open.set(socket, { address, workingSince: undefined });
    socket.once('close', () => this.#open.delete(socket));
    const crowded = this.#crowded(address);
    if (crowded === undefined) return;
    const leaving = this.#idle(crowded) ?? socket;
    this.#open.delete(leaving);
    leaving.destroy();
    this.#onClosed();
  }

  /** The address that has too many; undefined when there is room. */
  #crowded(newcomer: string): string | undefined {
    const counts = new Map<string, number>();
    for (const { address } of this.#open.values()) counts.set(address, (counts.get(address) ?? 0) + 1);
    if ((counts.get(newcomer) ?? 0) > this.#init.maxPerAddress) return newcomer;
    if (this.#open.size <= this.#init.max) return undefined;
    return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  }

  /** The oldest connection of an address that nobody is served on, but the newest of all. */
  #idle(wanted: string): Socket | undefined {
    const now = performance.now();
    for (const [socket, { address, workingSince }] of [...this.#open].slice(0, -1)) {
      const isAtWork = workingSince !== undefined && now - workingSince < this.#init.patienceMs;
      if (address === wanted && !isAtWork) return socket;
    }
    return undefined;
  }
}
