import type { MessageStream } from '@libp2p/interface';
import { background } from '../background.js';

/** Bytes after which a batch does not wait for the end of the tick: about one noise message. */
const FLUSH_BYTES = 64 * 1024;
/** Time that something unhurried waits for company, milliseconds: longer than most calls take. Our own bound. */
const UNHURRIED_MS = 5;

/**
 * Everything written to a connection during one turn of the event loop, sent as one noise message in one system call. Each
 * particle makes half a dozen yamux frames, and libp2p seals and writes each by itself, in three writes.
 */
export class Batch {
  readonly #send: (data: Uint8Array) => boolean;
  readonly #isOpen: () => boolean;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #scheduled = false;
  #unhurried: NodeJS.Timeout | undefined;
  #blocked = false;

  constructor(raw: MessageStream, secured: MessageStream) {
    const send = secured.send.bind(secured);
    this.#send = send;
    this.#isOpen = () => secured.status === 'open' && raw.status === 'open';
    secured.send = (data) => {
      if (!this.#isOpen()) return send(data);
      this.write(data.subarray());
      return !this.#blocked;
    };
    secured.addEventListener('drain', () => {
      this.#blocked = false;
    });
    secured.addEventListener('close', () => {
      clearTimeout(this.#unhurried);
      this.#take();
    });
  }

  /** The peer or the network takes no more for now; `drain` of the connection tells the end of it. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Writes what is in no hurry: with what is written next, or a little later by itself. */
  writeUnhurried(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#bytes += bytes.byteLength;
    if (this.#bytes >= FLUSH_BYTES) this.flush();
    this.#unhurried ??= background(setTimeout(() => this.#flushUnhurried(), UNHURRIED_MS));
  }

  #flushUnhurried(): void {
    this.#unhurried = undefined;
    this.flush();
  }

  write(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#bytes += bytes.byteLength;
    if (this.#bytes >= FLUSH_BYTES) this.flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.flush();
      });
    }
  }

  flush(): void {
    if (this.#bytes === 0 || !this.#isOpen()) return;
    this.#blocked = !this.#send(this.#take());
  }

  #take(): Uint8Array {
    const [first, ...rest] = this.#parts;
    const all = first !== undefined && rest.length === 0 ? first : Buffer.concat(this.#parts, this.#bytes);
    this.#parts = [];
    this.#bytes = 0;
    return all;
  }
}
