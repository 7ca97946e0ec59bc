import type { Connection } from '@libp2p/interface';
import type { Clock } from '@noctiluca/common/clock';
import { closeGently } from '../close-gently.js';
import { MAX_NOTICE_STREAMS, NOTICE_PROTOCOL, NOTICE_TIMEOUT_MS, NOTICES } from '../constants.js';
import { TokenBucket } from '../token-bucket.js';
import { encodeNotice, type Notice } from './notice.js';

/** `unsent`: the connection failed, or the notice was too long; `held-back`: too many of late. */
export type NoticeSending = 'sent' | 'unsent' | 'held-back';

/** What is known of a connection, and what may still be said over it. */
interface Listener {
  /** Whether the other end speaks notices; undefined until it says so. */
  speaks: boolean | undefined;
  readonly allowance: TokenBucket;
}

/** Sends notices over connections that stand. Whoever does not speak them is asked once at most, and hears nothing of them. */
export class NoticeOutbox {
  readonly #clock: Clock;
  readonly #count: (sending: NoticeSending) => void;
  readonly #listeners = new WeakMap<Connection, Listener>();

  /** @param count told of each notice */
  constructor(clock: Clock, count: (sending: NoticeSending) => void) {
    this.#clock = clock;
    this.#count = count;
  }

  /** A connection has said what it speaks. */
  identified(connection: Connection | undefined, protocols: readonly string[]): void {
    if (connection !== undefined) this.#of(connection).speaks = protocols.includes(NOTICE_PROTOCOL);
  }

  /** Sends one, if it may. Never rejects. */
  async send(connection: Connection, notice: Notice): Promise<void> {
    const listener = this.#of(connection);
    if (listener.speaks === false) return;
    const bytes = encodeNotice(notice);
    if (!listener.allowance.take()) this.#count('held-back');
    else if (bytes === undefined) this.#count('unsent');
    else this.#count(await this.#deliver(connection, listener, bytes));
  }

  async #deliver(connection: Connection, listener: Listener, bytes: Uint8Array): Promise<NoticeSending> {
    const signal = AbortSignal.timeout(NOTICE_TIMEOUT_MS);
    try {
      const stream = await connection.newStream(NOTICE_PROTOCOL, {
        signal,
        maxOutboundStreams: MAX_NOTICE_STREAMS,
      });
      stream.send(bytes);
      await stream.close({ signal });
      closeGently(stream, NOTICE_TIMEOUT_MS);
      return 'sent';
    } catch (error) {
      if (error instanceof Error && error.name === 'UnsupportedProtocolError') listener.speaks = false;
      return 'unsent';
    }
  }

  #of(connection: Connection): Listener {
    let listener = this.#listeners.get(connection);
    if (listener === undefined) {
      listener = { speaks: undefined, allowance: new TokenBucket(NOTICES, this.#clock) };
      this.#listeners.set(connection, listener);
    }
    return listener;
  }
}
