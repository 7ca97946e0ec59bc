import type { Connection, Libp2p } from '@libp2p/interface';
import { background } from '../background.js';
import { TAKEN_PROTOCOL } from '../constants.js';

/** Lets identify say that we end a stream when its particle was taken; there is nothing to talk about. */
export async function announceTaken(libp2p: Pick<Libp2p, 'handle'>): Promise<void> {
  await libp2p.handle(TAKEN_PROTOCOL, (stream) => stream.abort(new Error('nothing is said here')), {
    maxInboundStreams: 1,
    maxOutboundStreams: 1,
  });
}

interface Knowledge {
  readonly answer: Promise<boolean>;
  settle(endMeansTaken: boolean): void;
}

/** Which connections lead to peers that say so. One whose peer has not said anything in time leads to one that does not. */
export class TakenPeers {
  readonly #patienceMs: number;
  readonly #byConnection = new WeakMap<Connection, Knowledge>();

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Whether the peer ends its side of a stream when it has taken the particle, and not before. */
  async endMeansTaken(connection: Connection): Promise<boolean> {
    return this.#byConnection.get(connection)?.answer ?? false;
  }

  opened(connection: Connection): void {
    let settle: (endMeansTaken: boolean) => void = () => {};
    const answer = new Promise<boolean>((resolve) => {
      const timer = background(setTimeout(() => resolve(false), this.#patienceMs));
      settle = (endMeansTaken) => {
        clearTimeout(timer);
        resolve(endMeansTaken);
      };
    });
    this.#byConnection.set(connection, { answer, settle });
  }

  identified(connection: Connection, protocols: readonly string[]): void {
    this.#byConnection.get(connection)?.settle(protocols.includes(TAKEN_PROTOCOL));
  }
}
