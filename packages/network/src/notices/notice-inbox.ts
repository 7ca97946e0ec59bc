import type { Connection, Libp2p, Stream } from '@libp2p/interface';
import type { Clock } from '@noctiluca/common/clock';
import { MAX_NOTICE_STREAMS, NOTICE_PROTOCOL, NOTICES } from '../constants.js';
import { TokenBucket } from '../token-bucket.js';
import type { Notice } from './notice.js';
import { readNotice } from './read-notice.js';

/** `refused`: no notice; `flood`: too many of late. */
export type NoticeReceipt = 'received' | 'refused' | 'flood';

/** Takes the notices of others. */
export class NoticeInbox {
  /** Who gets them. */
  onNotice: ((notice: Notice, from: string) => void) | undefined;
  readonly #clock: Clock;
  readonly #count: ((receipt: NoticeReceipt) => void) | undefined;
  readonly #allowances = new WeakMap<Connection, TokenBucket>();

  /** @param count told of each stream */
  constructor(clock: Clock, count?: (receipt: NoticeReceipt) => void) {
    this.#clock = clock;
    this.#count = count;
  }

  /** Has a libp2p node take them; before it starts. */
  async listen(libp2p: Libp2p): Promise<void> {
    await libp2p.handle(NOTICE_PROTOCOL, (stream, connection) => this.#accept(stream, connection), {
      maxInboundStreams: MAX_NOTICE_STREAMS,
      maxOutboundStreams: MAX_NOTICE_STREAMS,
    });
  }

  #accept(stream: Stream, connection: Connection): void {
    const allowance = this.#allowances.get(connection) ?? new TokenBucket(NOTICES, this.#clock);
    this.#allowances.set(connection, allowance);
    if (!allowance.take()) {
      this.#count?.('flood');
      stream.abort(new Error('too many notices'));
      return;
    }
    readNotice(stream, (notice) => {
      this.#count?.(notice === undefined ? 'refused' : 'received');
      if (notice !== undefined) this.onNotice?.(notice, connection.remotePeer.toString());
    });
  }
}
