import type { ConnectionEncrypter, MessageStream, SecuredConnection } from '@libp2p/interface';
import { background } from '../../background.js';
import { noise, serviceCapabilities } from '../modules.js';

/** Bytes after which a batch does not wait for the end of the tick: about one noise message. */
const FLUSH_BYTES = 64 * 1024;
/** Time that something unhurried waits for company, milliseconds. Our own bound. */
const UNHURRIED_MS = 20;

const batches = new WeakMap<MessageStream, Batch>();

/** The batch behind a secured connection; undefined for one that did not come from `batchingNoise`. */
export function batchOf(connection: MessageStream): Batch | undefined {
  return batches.get(connection);
}

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

  /** Writes what nobody waits for: with what is written next, or a little later by itself. */
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

/** Noise whose connections write in batches. The wire does not change. */
export function batchingNoise() {
  const create = noise();
  return (components: Parameters<typeof create>[0]): ConnectionEncrypter => {
    const inner = create(components);
    return Object.assign(
      {
        protocol: inner.protocol,
        secureInbound: async (...[raw, options]: Parameters<ConnectionEncrypter['secureInbound']>) =>
          batched(raw, await inner.secureInbound(raw, options)),
        secureOutbound: async (...[raw, options]: Parameters<ConnectionEncrypter['secureOutbound']>) =>
          batched(raw, await inner.secureOutbound(raw, options)),
      },
      { [serviceCapabilities]: ['@libp2p/connection-encryption'] },
    );
  };
}

/** A length that no buffered bytes satisfy, and no noise message exceeds. */
const NOT_YET = 0xffff;

/**
 * noise looks for the next length after every chunk, finds none and throws, which costs more than deciphering what was in
 * it: a fifth of an echo's time went into stack traces nobody sees. This decoder answers "not yet" instead.
 */
function decodeWithoutThrowing(secured: MessageStream): void {
  if (!('decoder' in secured)) return;
  const { decoder } = secured;
  if (typeof decoder !== 'object' || decoder === null || !('lengthDecoder' in decoder)) return;
  decoder.lengthDecoder = (data: {
    byteLength: number;
    subarray(from: number, to: number): Uint8Array;
  }): number => {
    if (data.byteLength < 2) return NOT_YET;
    const [high = 0, low = 0] = data.subarray(0, 2);
    return (high << 8) | low;
  };
}

function batched<T extends SecuredConnection>(raw: MessageStream, secured: T): T {
  const batch = new Batch(raw, secured.connection);
  batches.set(secured.connection, batch);
  decodeWithoutThrowing(secured.connection);
  const send = raw.send.bind(raw);
  // Noise hands over length, ciphertext and tag apart; each would become a write of its own, or a WebSocket message.
  raw.send = (data) => send(data.subarray());
  const close = raw.close.bind(raw);
  raw.close = (options) => {
    batch.flush();
    return close(options);
  };
  return secured;
}
