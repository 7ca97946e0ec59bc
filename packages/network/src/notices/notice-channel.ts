import type { Connection, Stream } from '@libp2p/interface';
import { MAX_NOTICE_STREAMS, NOTICE_PROTOCOL, NOTICE_TIMEOUT_MS } from '../constants.js';
import { closeGently } from '../libp2p/plain-stream.js';
import { Allowance } from './allowance.js';
import { encodeNotice, type Notice } from './notice.js';
import { readNotice } from './read-notice.js';

/**
 * `sent`; `unsent`: the connection failed, or the notice was too long; `held-back`: too many of late. `received`; `refused`:
 * no notice; `flood`: too many of late.
 */
export type NoticeOutcome = 'sent' | 'unsent' | 'held-back' | 'received' | 'refused' | 'flood';

export interface NoticeChannelComponents {
  readonly count: (outcome: NoticeOutcome) => void;
}

/** What is known of a connection, and what it may still do. */
interface Speaker {
  /** Undefined until it says so. */
  speaks: boolean | undefined;
  readonly inbound: Allowance;
  readonly outbound: Allowance;
}

/** Notices over connections that stand. Whoever does not speak them is asked once at most, and hears nothing of them. */
export class NoticeChannel {
  /** Who takes what comes. */
  onNotice: ((notice: Notice, from: string) => void) | undefined;
  readonly #count: (outcome: NoticeOutcome) => void;
  readonly #speakers = new WeakMap<Connection, Speaker>();

  constructor({ count }: NoticeChannelComponents) {
    this.#count = count;
  }

  /** A connection has said what it speaks. */
  identified(connection: Connection | undefined, protocols: readonly string[]): void {
    if (connection !== undefined) this.#of(connection).speaks = protocols.includes(NOTICE_PROTOCOL);
  }

  /** Sends one, if it may. Never rejects. */
  async send(connection: Connection, notice: Notice): Promise<void> {
    const speaker = this.#of(connection);
    if (speaker.speaks === false) return;
    const bytes = encodeNotice(notice);
    if (!speaker.outbound.take()) this.#count('held-back');
    else if (bytes === undefined) this.#count('unsent');
    else this.#count(await this.#deliver(connection, speaker, bytes));
  }

  async #deliver(connection: Connection, speaker: Speaker, bytes: Uint8Array): Promise<'sent' | 'unsent'> {
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
      if (error instanceof Error && error.name === 'UnsupportedProtocolError') speaker.speaks = false;
      return 'unsent';
    }
  }

  /** Takes a stream that a connection opened. */
  accept(stream: Stream, connection: Connection): void {
    const from = connection.remotePeer.toString();
    if (!this.#of(connection).inbound.take()) {
      this.#count('flood');
      stream.abort(new Error('too many notices'));
      return;
    }
    readNotice(stream, (notice) => {
      this.#count(notice === undefined ? 'refused' : 'received');
      if (notice !== undefined) this.onNotice?.(notice, from);
    });
  }

  #of(connection: Connection): Speaker {
    let speaker = this.#speakers.get(connection);
    if (speaker === undefined) {
      speaker = { speaks: undefined, inbound: new Allowance(), outbound: new Allowance() };
      this.#speakers.set(connection, speaker);
    }
    return speaker;
  }
}
